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
        for (int r = 0; r < rows; r++)
        {
            ReadOnlySpan<double> realRow = real.Row(start + r);
            ReadOnlySpan<double> imaginaryRow = imaginary.Row(start + r);
            for (int x = 0; x < realRow.Length; x++)
            {
                panel.Real[(x * panelWidth) + r] = realRow[x];
                panel.Imaginary[(x * panelWidth) + r] = imaginaryRow[x];
            }
        }
    }

    /// <summary>The way back of <see cref="GatherRows"/>.</summary>
    public static void ScatterRows(ComplexPanel panel, DoublePlane real, DoublePlane imaginary, int start, int panelWidth)
    {
        int rows = Math.Min(panelWidth, real.Height - start);
        for (int r = 0; r < rows; r++)
        {
            Span<double> realRow = real.Row(start + r);
            Span<double> imaginaryRow = imaginary.Row(start + r);
            for (int x = 0; x < realRow.Length; x++)
            {
                realRow[x] = panel.Real[(x * panelWidth) + r];
                imaginaryRow[x] = panel.Imaginary[(x * panelWidth) + r];
            }
        }
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
