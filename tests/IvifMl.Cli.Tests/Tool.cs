using System.Diagnostics;
using IvifMl.Imaging;

namespace IvifMl.Cli.Tests;

/// <summary>Runs the tool as a process of its own, as a user does.</summary>
internal static class Tool
{
    public static readonly string Program = Path.Combine(AppContext.BaseDirectory, "ivif.dll");

    public static (int Code, string Out, string Error) Run(params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(3)), "ivif did not end");
        return (process.ExitCode, output, error.Result);
    }

    public static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        RedirectStandardInput = true,
    })!;

    public static void SkipWithoutTorch() =>
        Skip.IfNot(File.Exists(Path.Combine(AppContext.BaseDirectory, "libtorch_cpu.so")), "libtorch is not beside the tool; eng/setup --training fetches it.");

    /// <summary>Writes pairs that fuse: a gradient with a warm square, and a coloured texture.</summary>
    public static (string Infrared, string Visible) WritePairs(string folder, int count, int height = 40, int width = 56)
    {
        (string infrared, string visible) = (Path.Combine(folder, "ir"), Path.Combine(folder, "vi"));
        Directory.CreateDirectory(infrared);
        Directory.CreateDirectory(visible);
        for (int n = 0; n < count; n++)
        {
            byte[] gray = new byte[height * width];
            byte[] colours = new byte[height * width * 3];
            for (int i = 0; i < gray.Length; i++)
            {
                (int y, int x) = (i / width, i % width);
                gray[i] = (byte)(x is > 20 and < 30 && y is > 10 and < 30 ? 230 : 60 + n);
                colours[3 * i] = (byte)(40 + (x * 2));
                colours[(3 * i) + 1] = (byte)(50 + y + n);
                colours[(3 * i) + 2] = (byte)((x ^ y) & 63);
            }

            ImageCodecs.Default.Write(RasterImage.FromBytes(height, width, 1, gray), Path.Combine(infrared, $"p{n:D3}.png"));
            ImageCodecs.Default.Write(RasterImage.FromBytes(height, width, 3, colours), Path.Combine(visible, $"p{n:D3}.png"));
        }

        return (infrared, visible);
    }
}
