using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using IvifMl.Imaging;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;

namespace IvifMl.Cli;

/// <summary><c>ivif doctor</c>: engines, versions, providers, and a fix for each thing wrong.</summary>
internal static partial class DoctorCommand
{
    public static Command Create()
    {
        Command command = new("doctor", "Check the engines that fusion needs.");
        command.SetAction(_ =>
        {
            Check[] checks =
            [
                Try("ivif", () => Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion, ""),
                Try(".NET", () => $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors, {System.Numerics.Vector<float>.Count}-wide vectors", ""),
                Try("ML.NET", () => Describe(typeof(MLContext)), "Restore the packages: run eng/setup, then build again."),
                Try("ONNX Runtime", () => $"{OrtEnv.Instance().GetVersionString()}, providers {string.Join(", ", OrtEnv.Instance().GetAvailableProviders())}", "Reference Microsoft.ML.OnnxRuntime, or run eng/setup in a checkout: it fetches libonnxruntime."),
                Try("libvips", () => ImageCodecs.Default.EngineVersion, "Reference NetVips.Native, install libvips42, or run eng/setup in a checkout: it fetches libvips."),
                Try("shipped model", DescribeShipped, "The package is damaged: install it again."),
                Try("a fusion", FuseOnce, "See the lines above: an engine that fusion needs is missing or too old."),
                Try("training", Training, "Run eng/setup --training again."),
                Try("temporary folder", WriteOnce, "Set TMPDIR to a folder that can be written to."),
            ];
            foreach (Check check in checks)
            {
                Console.Out.WriteLine($"{(check.Ok ? "ok  " : "FAIL")} {check.Name}: {check.Text}");
                if (!check.Ok && check.Fix.Length > 0)
                {
                    Console.Out.WriteLine($"     fix: {check.Fix}");
                }
            }

            return checks.All(c => c.Ok) ? ExitCodes.Done : ExitCodes.SomeFailed;
        });
        return command;
    }

    private static Check Try(string name, Func<string> look, string fix)
    {
        try
        {
            return new Check(name, true, look(), fix);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Exception cause = error is TypeInitializationException { InnerException: { } inner } ? inner : error;
            return new Check(name, false, cause.Message, fix);
        }
    }

    private static string Describe(Type type)
    {
        AssemblyName name = type.Assembly.GetName();
        return $"{name.Name} {name.Version}";
    }

    private static string DescribeShipped()
    {
        using FusionModel model = FusionModel.Shipped();
        return string.Create(CultureInfo.InvariantCulture, $"{model.Name}, {model.Info.NodeCount} nodes, sha256 {model.Sha256[..12]}…");
    }

    private static string FuseOnce()
    {
        using FusionModel model = FusionModel.Shipped();
        Plane infrared = new(24, 32);
        infrared.Values[(12 * 32) + 16] = 1;
        RasterImage fused = model.Fuse(infrared, RasterImage.FromBytes(24, 32, 1, new byte[24 * 32]));
        return $"{fused.Width}×{fused.Height} pixels came back";
    }

    private static string Training()
    {
        string text = "this build is without TorchSharp, which the package feed lacked";
        DescribeTraining(ref text);
        return text;
    }

    static partial void DescribeTraining(ref string text);

    private static string WriteOnce()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(path, "ivif");
        File.Delete(path);
        return Path.GetTempPath();
    }

    private sealed record Check(string Name, bool Ok, string Text, string Fix);
}
