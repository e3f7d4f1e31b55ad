using System.Diagnostics;
using IvifMl.Tests.Support;

namespace IvifMl.Evaluation.Tests.Report;

/// <summary>A headless Chromium, where there is one.</summary>
internal static class Chromium
{
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--hide-scrollbars", "--enable-logging=stderr", "--virtual-time-budget=5000",
    ];

    private static readonly string? Program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => ((string[])["chromium", "chromium-browser", "google-chrome"]).Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Opens a page; skips the test where there is no Chromium.</summary>
    /// <returns>Standard output, and what the page wrote to the console.</returns>
    public static (string Out, string[] Console) Open(string page, params string[] flags)
    {
        Skip.If(Program is null, "Needs Chromium on the PATH: on Debian, apt-get install chromium.");
        using TemporaryFolder profile = new();
        using Process process = Process.Start(new ProcessStartInfo(Program, [.. Flags, $"--user-data-dir={profile["data"]}", .. flags, new Uri(page).AbsoluteUri])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), "Chromium did not end");
        return (output, [.. error.Result.Split('\n').Where(line => line.Contains(":CONSOLE", StringComparison.Ordinal))]);
    }
}
