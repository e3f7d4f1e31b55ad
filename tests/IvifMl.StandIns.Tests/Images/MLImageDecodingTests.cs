using IvifMl.Tests.Support;
using Microsoft.ML.Data;

namespace IvifMl.StandIns.Tests.Images;

public sealed class MLImageDecodingTests
{
    private static MLImage Decode(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return MLImage.CreateFromStream(stream);
    }

    [Fact]
    public void Gray_becomes_three_equal_opaque_colours()
    {
        using MLImage image = Decode(PngFile.Of(2, 1, colour: 0, depth: 8, [7, 200]));

        Assert.Equal([7, 7, 7, 255, 200, 200, 200, 255], image.Pixels.ToArray());
    }

    [Fact]
    public void Of_sixteen_bits_the_upper_eight_are_kept()
    {
        using MLImage gray = Decode(PngFile.Of(2, 1, colour: 0, depth: 16, [0x12, 0xFF, 0xFE, 0x01]));
        using MLImage colour = Decode(PngFile.Of(1, 1, colour: 2, depth: 16, [10, 255, 20, 0, 30, 128]));

        Assert.Equal([0x12, 0x12, 0x12, 0xFE, 0xFE, 0xFE], gray.GetBGRPixels);
        Assert.Equal([30, 20, 10], colour.GetBGRPixels);
    }

    [Fact]
    public void Alpha_is_multiplied_in_in_memory_and_taken_out_in_files()
    {
        using var folder = new TemporaryFolder();
        using MLImage image = Decode(PngFile.Of(3, 1, colour: 6, depth: 8, [200, 100, 50, 128, 9, 9, 9, 0, 1, 2, 3, 255]));
        image.Save(folder["alpha.png"]);
        using MLImage again = MLImage.CreateFromFile(folder["alpha.png"]);

        Assert.Equal(MLPixelFormat.Bgra32, image.PixelFormat);
        Assert.Equal([25, 50, 100, 128, 0, 0, 0, 0, 3, 2, 1, 255], image.Pixels.ToArray());
        Assert.Equal(image.Pixels.ToArray(), again.Pixels.ToArray());
        Assert.Equal([50, 100, 199, 0, 0, 0, 3, 2, 1], image.GetBGRPixels);
    }

    [Fact]
    public void Gray_with_alpha_is_understood()
    {
        using MLImage image = Decode(PngFile.Of(1, 1, colour: 4, depth: 8, [100, 51]));

        Assert.Equal([20, 20, 20, 51], image.Pixels.ToArray());
    }

    [Fact]
    public void The_orientation_in_exif_is_not_applied()
    {
        using var folder = new TemporaryFolder();
        using MLImage wide = MLImage.CreateFromPixels(4, 2, MLPixelFormat.Rgba32, [.. Enumerable.Repeat((byte)255, 32)]);
        wide.Save(folder["wide.jpg"]);
        byte[] file = File.ReadAllBytes(folder["wide.jpg"]);

        // Orientation 6: to be shown turned by a quarter.
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*\0\0\0\b"u8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        using MLImage image = Decode([.. file[..2], .. exif, .. file[2..]]);

        Assert.Equal((4, 2), (image.Width, image.Height));
    }

    [Theory]
    [InlineData(".webp", 0)]
    [InlineData(".PNG", 0)]
    [InlineData(".jpg", 5)]
    [InlineData(".jpeg", 5)]
    public void What_is_written_is_read_again(string extension, int tolerance)
    {
        using var folder = new TemporaryFolder();
        byte[] pixels = [.. Enumerable.Range(0, 64 * 32).SelectMany(i => new byte[] { (byte)(3 * (i % 64)), (byte)(7 * (i / 64)), 90, 255 })];
        using MLImage image = MLImage.CreateFromPixels(64, 32, MLPixelFormat.Rgba32, pixels);
        image.Save(folder["picture" + extension]);
        using MLImage again = MLImage.CreateFromFile(folder["picture" + extension]);

        Assert.All(image.GetBGRPixels.Zip(again.GetBGRPixels), p => Assert.InRange(p.Second, p.First - tolerance, p.First + tolerance));
    }

    [Theory]
    [InlineData("picture.tif")]
    [InlineData("picture.bmp")]
    [InlineData("picture")]
    public void A_picture_is_only_written_in_formats_that_have_an_encoder(string name)
    {
        using var folder = new TemporaryFolder();
        using MLImage image = MLImage.CreateFromPixels(1, 1, MLPixelFormat.Rgba32, [1, 2, 3, 255]);

        Assert.Throws<ArgumentException>(() => image.Save(folder[name]));
        Assert.False(File.Exists(folder[name]));
    }

    [Fact]
    public void An_image_is_not_saved_where_there_is_no_folder()
    {
        using var folder = new TemporaryFolder();
        using MLImage image = MLImage.CreateFromPixels(1, 1, MLPixelFormat.Rgba32, [1, 2, 3, 255]);

        Assert.Throws<DirectoryNotFoundException>(() => image.Save(folder["nowhere/picture.png"]));
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".jpg")]
    [InlineData(".webp")]
    public void A_damaged_file_gives_a_picture_or_an_error_that_says_so(string extension)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(7);
        byte[] pixels = new byte[4 * 48 * 40];
        random.NextBytes(pixels);
        using (MLImage image = MLImage.CreateFromPixels(48, 40, MLPixelFormat.Bgra32, pixels))
        {
            image.Save(folder["sound" + extension]);
        }

        byte[] sound = File.ReadAllBytes(folder["sound" + extension]);
        int refused = 0;
        for (int i = 0; i < 150; i++)
        {
            byte[] damaged = i % 3 == 0 ? sound[..random.Next(sound.Length)] : [.. sound];
            for (int flips = i % 3; flips > 0 && damaged.Length > 0; flips--)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            }

            try
            {
                using MLImage image = Decode(damaged);
                Assert.Equal(4 * image.Width * image.Height, image.Pixels.Length);
            }
            catch (ArgumentException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 149);
    }
}
