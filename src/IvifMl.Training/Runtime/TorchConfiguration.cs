using System.Text.RegularExpressions;

namespace IvifMl.Training;

/// <summary>What is read from libtorch's text about its build; null where the text does not say.</summary>
internal sealed partial record TorchConfiguration(string? Version, string? Blas, string? OneDnn, string? Instructions)
{
    /// <summary>Reads the text of <c>at::show_config()</c>.</summary>
    public static TorchConfiguration Parse(string text)
    {
        string? mkl = First(MklLine(), text);
        return new TorchConfiguration(
            First(VersionSetting(), text),
            mkl is not null ? $"MKL {mkl}" : First(BlasSetting(), text),
            First(OneDnnLine(), text),
            First(InstructionsLine(), text));
    }

    private static string? First(Regex pattern, string text) => pattern.Match(text) is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex(@"TORCH_VERSION=([^,\s]+)")]
    private static partial Regex VersionSetting();

    [GeneratedRegex(@"Math Kernel Library Version (\S+)")]
    private static partial Regex MklLine();

    [GeneratedRegex(@"BLAS_INFO=([^,\s]+)")]
    private static partial Regex BlasSetting();

    [GeneratedRegex(@"MKL-DNN v(\S+)")]
    private static partial Regex OneDnnLine();

    [GeneratedRegex(@"CPU capability usage: (\S+)")]
    private static partial Regex InstructionsLine();
}
