namespace IvifMl.Evaluation;

/// <summary>What made a score.</summary>
internal static class Product
{
    /// <summary>The product's version: scores of another one are computed again.</summary>
    public static string Version { get; } = typeof(Product).Assembly.GetName().Version!.ToString(3);
}
