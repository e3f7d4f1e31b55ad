using System.ComponentModel;
using System.Diagnostics;
using IvifMl.Tests.Support;

namespace IvifMl.Imaging.Tests.Codecs;

/// <summary>A file appears whole or not at all, and nothing is left behind.</summary>
public sealed class WriteFailureTests
{
    [Fact]
    public void AnAbsentFolderIsAnError()
    {
        using TemporaryFolder folder = new();
        Assert.ThrowsAny<IOException>(() => ImageCodecs.Default.Write(new RasterImage(4, 4, 3), folder["absent/a.png"]));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public void AFileInPlaceOfTheFolderIsAnError()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["file"], "kept");
        Assert.ThrowsAny<IOException>(() => ImageCodecs.Default.Write(new RasterImage(4, 4, 3), Path.Combine(folder["file"], "a.png")));
        Assert.Equal("kept", File.ReadAllText(folder["file"]));
        Assert.Single(Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public void AFolderInPlaceOfTheFileIsAnErrorAndLeavesNoTemporaryFile()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["a.png"]);
        Assert.ThrowsAny<Exception>(() => ImageCodecs.Default.Write(new RasterImage(4, 4, 3), folder["a.png"]));
        Assert.Equal([folder["a.png"]], Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public void AnOldFileStaysWhenThePictureCannotBeEncoded()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["a.png"], "old");
        Assert.Throws<ImageFormatException>(() => ImageCodecs.Default.Write(new RasterImage(4, 4, 1, SampleType.Float32), folder["a.png"]));
        Assert.Equal("old", File.ReadAllText(folder["a.png"]));
        Assert.Single(Directory.GetFileSystemEntries(folder.Root));
    }

    [SkippableFact]
    public void AFullDiskIsAnErrorAndLeavesTheOldFile()
    {
        using TemporaryFolder folder = new();
        Skip.IfNot(Mount("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.Root), "Needs the right to mount a small tmpfs, which is not here.");
        try
        {
            RasterImage small = TestImages.Noise(8, 8, 3, SampleType.UInt8);
            ImageCodecs.Default.Write(small, folder["a.png"]);
            Assert.ThrowsAny<IOException>(() => ImageCodecs.Default.Write(TestImages.Noise(256, 256, 3, SampleType.UInt8), folder["a.png"]));
            ImageComparer.Equal(small, ImageCodecs.Default.Read(folder["a.png"]));
            Assert.Equal([folder["a.png"]], Directory.GetFileSystemEntries(folder.Root));
        }
        finally
        {
            Assert.True(Mount("umount", folder.Root));
        }
    }

    private static bool Mount(string program, params string[] arguments)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            using Process? process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
