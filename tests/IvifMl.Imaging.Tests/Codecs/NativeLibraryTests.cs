using IvifMl.Imaging.Native;

namespace IvifMl.Imaging.Tests.Codecs;

public sealed class NativeLibraryTests
{
    [Fact]
    public void LibvipsIsLookedForBesideTheProgramThenInTheSystem()
    {
        string[] candidates = [.. VipsLibrary.Candidates("/app")];
        Assert.StartsWith("/app", candidates[0], StringComparison.Ordinal);
        Assert.Contains(candidates, path => path.Contains("runtimes", StringComparison.Ordinal) && path.Contains("native", StringComparison.Ordinal));
        Assert.DoesNotContain(Path.DirectorySeparatorChar, candidates[^1]);
    }

    [Fact]
    public void AMissingLibrarySaysHowToGetIt()
    {
        string message = VipsLibrary.Missing("/app").Message;
        Assert.Contains("eng/setup", message, StringComparison.Ordinal);
        Assert.Contains("NetVips.Native", message, StringComparison.Ordinal);
    }

    [Fact]
    public void UntrustedLoadersAreBlocked()
    {
        VipsLibrary.Initialize();
        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>"u8.ToArray();
        unsafe
        {
            fixed (byte* data = svg)
            {
                Assert.Equal(0, VipsNative.vips_foreign_find_load_buffer(data, (nuint)svg.Length));
            }
        }

        VipsNative.vips_error_clear();
    }

    [Fact]
    public void AnUnknownOperationIsAnError() => Assert.Throws<VipsException>(() => new VipsOperation("no_such_operation"));
}
