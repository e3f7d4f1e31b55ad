namespace IvifMl.Metrics;

/// <summary>
/// Copies between two real planes and panels of complex signals side by side: rows are turned so that a signal runs down the panel,
/// columns keep their layout. Places of a panel past the plane's edge are left as they are; nothing reads them back.
/// </summary>
internal static class PanelCopy
{
    /// <summary>Rows from <paramref name="start"/> become the panel's signals.</summary>
    public static void GatherRows(DoublePlane real, DoublePlane imaginary, int start, int panelWidth, ComplexPanel panel)
    {
        int rows = Math.Min(panelWidth, real.Height - start);
        Transposition.Of(real.Values.AsSpan(start * real.Width), rows, real.Width, real.Width, panel.Real, panelWidth);
        Transposition.Of(imaginary.Values.AsSpan(start * real.Width), rows, real.Width, real.Width, panel.Imaginary, panelWidth);
    }

    /// <summary>The way back of <see cref="GatherRows"/>.</summary>
    public static void ScatterRows(ComplexPanel panel, DoublePlane real, DoublePlane imaginary, int start, int panelWidth)
    {
        int rows = Math.Min(panelWidth, real.Height - start);
        Transposition.Of(panel.Real, real.Width, rows, panelWidth, real.Values.AsSpan(start * real.Width), real.Width);
        Transposition.Of(panel.Imaginary, real.Width, rows, panelWidth, imaginary.Values.AsSpan(start * real.Width), real.Width);
    }

    /// <summary>Columns from <paramref name="start"/> become the panel's signals.</summary>
    public static void GatherColumns(DoublePlane real, DoublePlane imaginary, int start, int panelWidth, ComplexPanel panel)
    {
        int columns = Math.Min(panelWidth, real.Width - start);
        for (int y = 0; y < real.Height; y++)
        {
            real.Row(y).Slice(start, columns).CopyTo(panel.Real.AsSpan(y * panelWidth));
            imaginary.Row(y).Slice(start, columns).CopyTo(panel.Imaginary.AsSpan(y * panelWidth));
        }
    }

    /// <summary>The way back of <see cref="GatherColumns"/>.</summary>
    public static void ScatterColumns(ComplexPanel panel, DoublePlane real, DoublePlane imaginary, int start, int panelWidth)
    {
        int columns = Math.Min(panelWidth, real.Width - start);
        for (int y = 0; y < real.Height; y++)
        {
            panel.Real.AsSpan(y * panelWidth, columns).CopyTo(real.Row(y)[start..]);
            panel.Imaginary.AsSpan(y * panelWidth, columns).CopyTo(imaginary.Row(y)[start..]);
        }
    }
}
