using IvifMl.Imaging;
using IvifMl.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace IvifMl.Tests;

public sealed class FuseInfraredVisibleTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Numbers
    {
        public float Infrared { get; set; }

        public float Visible { get; set; }
    }

    private sealed class Named
    {
        public MLImage? Thermal { get; set; }

        public MLImage? Colour { get; set; }

        [ColumnName("shape")]
        public float Shape { get; set; }

        [ColumnName("infrared")]
        public string Text { get; set; } = "";
    }

    private IDataView InMemory(params (int Height, int Width)[] sizes) => _ml.Data.LoadFromEnumerable(Pictures.Pairs(sizes));

    [Fact]
    public void It_conforms() => new ComponentConformance<FusionTransformer>(
        _ml, _ml.Transforms.FuseInfraredVisible("Fused"), () => InMemory((24, 32), (17, 41), (24, 32)), "Fused")
    {
        Refused =
        [
            (_ml.Data.LoadFromEnumerable(new[] { new Numbers() }), ["'Infrared'", "Single", "FuseInfraredVisible", "LoadThermalImages"]),
            (_ml.Data.LoadFromEnumerable(new[] { new PairFiles() }), ["'Infrared'", "'InfraredPath'"]),
        ],
    }.Check();

    [Fact]
    public void It_conforms_with_every_option()
    {
        FusionOptions options = new()
        {
            Colour = FusedColour.Gray,
            HotRegions = new HotRegionOverlay { Threshold = 0.6f },
            Alignment = new PairAlignment { SizePolicy = SizePolicy.ResizeInfrared, VisibleToInfrared = AffineMatrix.Translation(2, 1) },
        };
        new ComponentConformance<FusionTransformer>(_ml, _ml.Transforms.FuseInfraredVisible(options), () => InMemory((24, 32), (18, 40)), "Fused")
        {
            Refused = [(_ml.Data.LoadFromEnumerable(new[] { new Numbers() }), ["'Infrared'", "Single"])],
        }.Check();
    }

    [Fact]
    public void Swapped_rows_give_swapped_results()
    {
        InfraredVisiblePair[] pairs = Pictures.Pairs((24, 32), (20, 48), (33, 17));
        FusionTransformer model = _ml.Transforms.FuseInfraredVisible().Fit(InMemory((16, 16)));
        List<string> forth = Pictures.Read(model.Transform(_ml.Data.LoadFromEnumerable(pairs)), "Fused", i => i.Hash());
        List<string> back = Pictures.Read(model.Transform(_ml.Data.LoadFromEnumerable(pairs.Reverse().ToArray())), "Fused", i => i.Hash());

        Assert.Equal(3, forth.Distinct().Count());
        Assert.Equal(forth, back.AsEnumerable().Reverse());
    }

    [Fact]
    public void Names_of_the_users_own_survive_even_those_of_the_graph()
    {
        Named[] rows = [new() { Thermal = Pictures.Infrared(24, 32).ToMLImage(), Colour = Pictures.Visible(24, 32).ToMLImage(), Shape = 7, Text = "kept" }];
        IDataView data = _ml.Data.LoadFromEnumerable(rows);
        IDataView result = _ml.Transforms.FuseInfraredVisible("Out", "Thermal", "Colour").Fit(data).Transform(data);

        Assert.Equal(["Colour", "Out", "Thermal", "infrared", "shape"], result.Schema.Where(c => !c.IsHidden).Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.Equal([7f], result.GetColumn<float>("shape"));
        Assert.Equal(["kept"], result.GetColumn<string>("infrared"));
    }

    [Fact]
    public void The_output_may_take_the_place_of_an_input()
    {
        IDataView data = InMemory((24, 32));
        string expected = Pictures.Read(_ml.Transforms.FuseInfraredVisible("Fused").Fit(data).Transform(data), "Fused", i => i.Hash()).Single();
        IDataView result = _ml.Transforms.FuseInfraredVisible("Visible").Fit(data).Transform(data);

        Assert.Equal(expected, Pictures.Read(result, "Visible", i => i.Hash()).Single());
    }

    [Fact]
    public void Chroma_is_kept_and_gray_has_none()
    {
        IDataView data = InMemory((24, 32));
        MLImage colour = Pictures.Read(_ml.Transforms.FuseInfraredVisible().Fit(data).Transform(data), "Fused", i => i).Single();
        MLImage gray = Pictures.Read(_ml.Transforms.FuseInfraredVisible(colour: FusedColour.Gray).Fit(data).Transform(data), "Fused", i => i).Single();
        (Plane luminance, Plane cb, Plane cr) = Bt601.ToYCbCr(colour.ToRasterImage());
        byte[] bytes = colour.GetBGRPixels;
        (_, Plane sourceCb, Plane sourceCr) = Bt601.ToYCbCr(Pictures.Visible(24, 32));

        for (int i = 0; i < cb.Length; i++)
        {
            // A colour that would leave the range keeps its hue and loses chroma; every other keeps both.
            ReadOnlySpan<byte> pixel = bytes.AsSpan(3 * i, 3);
            float allowed = pixel.ContainsAnyExceptInRange((byte)2, (byte)253) ? 0.5f : 0.012f;
            float kept = (cb.Values[i] - 0.5f) / (sourceCb.Values[i] - 0.5f);
            Assert.InRange(cb.Values[i] - sourceCb.Values[i], -allowed, allowed);
            Assert.InRange(cr.Values[i] - sourceCr.Values[i], -allowed, allowed);
            Assert.InRange(kept, -0.1f, 1.15f);
            Assert.InRange(luminance.Values[i] - Bt601.Luminance(gray.ToRasterImage()).Values[i], -0.008f, 0.008f);
        }

        Assert.All(gray.ToRasterImage().Bytes.ToArray().Chunk(3), p => Assert.True(p[0] == p[1] && p[1] == p[2]));
    }

    [Fact]
    public void Hot_regions_are_painted_and_the_rest_is_left_alone()
    {
        IDataView data = InMemory((24, 32));
        RasterImage plain = Pictures.Read(_ml.Transforms.FuseInfraredVisible().Fit(data).Transform(data), "Fused", i => i.ToRasterImage()).Single();
        FusionOptions options = new() { HotRegions = new HotRegionOverlay { Opacity = 1 } };
        RasterImage painted = Pictures.Read(_ml.Transforms.FuseInfraredVisible(options).Fit(data).Transform(data), "Fused", i => i.ToRasterImage()).Single();
        RasterImage infrared = Pictures.Infrared(24, 32);

        for (int i = 0; i < infrared.Length; i++)
        {
            ReadOnlySpan<byte> pixel = painted.Bytes.Slice(3 * i, 3);
            if (infrared.Bytes[i] < 120)
            {
                Assert.True(pixel.SequenceEqual(plain.Bytes.Slice(3 * i, 3)));
            }
            else
            {
                (byte red, byte green, byte blue) = Palette.Ironbow.At(infrared.Bytes[i] / 255f);
                Assert.Equal((red, green, blue), (pixel[0], pixel[1], pixel[2]));
            }
        }
    }

    [Fact]
    public void Sizes_that_differ_are_an_error_that_names_both_and_the_option_unless_resized()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new[]
        {
            new InfraredVisiblePair { Infrared = Pictures.Infrared(48, 64).ToMLImage(), Visible = Pictures.Visible(24, 32).ToMLImage() },
        });
        IDataView failing = _ml.Transforms.FuseInfraredVisible().Fit(data).Transform(data);
        Exception error = Assert.ThrowsAny<Exception>(() => Pictures.Read(failing, "Fused", i => i.Width));
        IDataView resized = _ml.Transforms.FuseInfraredVisible(new FusionOptions { Alignment = new PairAlignment { SizePolicy = SizePolicy.ResizeInfrared } }).Fit(data).Transform(data);

        Assert.Contains("64×48", error.Everything(), StringComparison.Ordinal);
        Assert.Contains("32×24", error.Everything(), StringComparison.Ordinal);
        Assert.Contains("ResizeInfrared", error.Everything(), StringComparison.Ordinal);
        Assert.Equal([(32, 24)], Pictures.Read(resized, "Fused", i => (i.Width, i.Height)));
    }

    [Fact]
    public void An_alignment_moves_the_infrared()
    {
        RasterImage visible = RasterImage.FromBytes(32, 48, 1, [.. Enumerable.Repeat((byte)40, 32 * 48)]);
        FusionModel straight = FusionModel.FromOptions(new FusionOptions());
        FusionModel shifted = FusionModel.FromOptions(new FusionOptions { Alignment = new PairAlignment { VisibleToInfrared = AffineMatrix.Translation(5, 0) } });
        Plane infrared = Bt601.Luminance(Pictures.Infrared(32, 48));
        byte[] first = straight.Fuse(PlaneWarp.Affine(infrared, AffineMatrix.Translation(5, 0), 32, 48), visible).Bytes.ToArray();

        Assert.Equal(first, shifted.Fuse(infrared, visible).Bytes.ToArray());
        Assert.NotEqual(straight.Fuse(infrared, visible).Bytes.ToArray(), first);
    }

    [Fact]
    public void Images_of_one_known_size_are_taken_too()
    {
        using TemporaryFolder folder = new();
        (string infrared, string visible) = Pictures.WritePairs(folder.Root, 2);
        IDataView data = _ml.Data.LoadInfraredVisiblePairs(infrared, visible);
        var pipeline = _ml.Transforms.LoadThermalImages("Infrared", "InfraredPath")
            .Append(_ml.Transforms.LoadImages("Visible", null, "VisiblePath"))
            .Append(_ml.Transforms.ResizeImages("Infrared", 40, 20, resizing: ImageResizingEstimator.ResizingKind.Fill))
            .Append(_ml.Transforms.ResizeImages("Visible", 40, 20, resizing: ImageResizingEstimator.ResizingKind.Fill))
            .Append(_ml.Transforms.FuseInfraredVisible());

        Assert.Equal([(40, 20), (40, 20)], Pictures.Read(pipeline.Fit(data).Transform(data), "Fused", i => (i.Width, i.Height)));
    }

    [Fact]
    public void A_device_that_cannot_be_used_gives_way_to_the_cpu_where_that_is_allowed()
    {
        // No machine has a device of this number.
        const int Nowhere = 10_000;
        IDataView data = InMemory((16, 16));
        string expected = Pictures.Read(_ml.Transforms.FuseInfraredVisible().Fit(data).Transform(data), "Fused", i => i.Hash()).Single();
        FusionTransformer model = _ml.Transforms.FuseInfraredVisible(new FusionOptions { GpuDeviceId = Nowhere, FallbackToCpu = true }).Fit(data);

        Assert.Equal(expected, Pictures.Read(model.Transform(data), "Fused", i => i.Hash()).Single());
        Assert.ThrowsAny<InvalidOperationException>(() => _ml.Transforms.FuseInfraredVisible(new FusionOptions { GpuDeviceId = Nowhere }).Fit(data));
    }

    [Fact]
    public void Reading_stops_when_the_token_is_cancelled()
    {
        using CancellationTokenSource cancellation = new();
        IDataView data = InMemory((16, 16), (16, 16), (16, 16));
        IDataView result = _ml.Transforms.FuseInfraredVisible(new FusionOptions { CancellationToken = cancellation.Token }).Fit(data).Transform(data);
        int read = 0;

        Assert.ThrowsAny<OperationCanceledException>(() => Pictures.Read(result, "Fused", _ =>
        {
            cancellation.Cancel();
            return ++read;
        }));
        Assert.Equal(1, read);
    }

    [Fact]
    public void Work_ahead_of_the_reader_stops_when_the_token_is_cancelled()
    {
        // ML.NET computes rows ahead on threads of its own; a step of its own behind ours passes our exception on inside another.
        const int Endless = 1_000_000;
        using CancellationTokenSource cancellation = new();
        InfraredVisiblePair pair = Pictures.Pairs((16, 16)).Single();
        int made = 0;
        IEnumerable<InfraredVisiblePair> pairs = Enumerable.Range(0, Endless).Select(_ => { Interlocked.Increment(ref made); return pair; });
        var pipeline = _ml.Transforms.FuseInfraredVisible(new FusionOptions { CancellationToken = cancellation.Token }).Append(_ml.Transforms.CopyColumns("Copy", "Fused"));
        IDataView data = _ml.Data.LoadFromEnumerable(pairs);

        Exception error = Assert.ThrowsAny<Exception>(() => Pictures.Read(pipeline.Fit(data).Transform(data), "Copy", _ =>
        {
            cancellation.Cancel();
            return 0;
        }));
        Assert.IsAssignableFrom<OperationCanceledException>(error.GetBaseException());
        Assert.InRange(made, 1, Endless / 10);
    }

    [Fact]
    public void An_engine_fuses_pairs_in_memory()
    {
        FusionTransformer model = _ml.Transforms.FuseInfraredVisible().Fit(InMemory((16, 16)));
        using PredictionEngine<InfraredVisiblePair, FusedPicture> engine = _ml.Model.CreatePredictionEngine<InfraredVisiblePair, FusedPicture>(model);
        InfraredVisiblePair[] pairs = Pictures.Pairs((24, 32), (40, 20));
        using MLImage first = engine.Predict(pairs[0]).Fused!;
        using MLImage second = engine.Predict(pairs[1]).Fused!;

        Assert.Equal(Pictures.Read(model.Transform(_ml.Data.LoadFromEnumerable(pairs)), "Fused", i => i.Hash()), [first.Hash(), second.Hash()]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Empty_names_are_refused(string name) => Assert.ThrowsAny<ArgumentException>(() => _ml.Transforms.FuseInfraredVisible(name));

    [Fact]
    public void A_model_that_is_not_there_or_no_fusion_model_is_refused_with_its_path()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["text.onnx"], "this is no graph");
        Exception missing = Assert.ThrowsAny<FileNotFoundException>(() => _ml.Transforms.FuseInfraredVisible(modelPath: folder["nowhere.onnx"]).Fit(InMemory((16, 16))));
        Exception text = Assert.ThrowsAny<InvalidDataException>(() => _ml.Transforms.FuseInfraredVisible(modelPath: folder["text.onnx"]).Fit(InMemory((16, 16))));

        Assert.Contains("nowhere.onnx", missing.Message, StringComparison.Ordinal);
        Assert.Contains("text.onnx", text.Message, StringComparison.Ordinal);
    }
}

internal static class ExceptionText
{
    /// <summary>The messages of an exception and of all inside it.</summary>
    public static string Everything(this Exception exception) =>
        exception.InnerException is null ? exception.Message : exception.Message + " | " + exception.InnerException.Everything();
}
