using IvifMl.Imaging;
using IvifMl.Metrics;
using IvifMl.Tests.Embedding;
using IvifMl.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace IvifMl.Tests.Detection;

public sealed class DetectObjectsTests : IDisposable
{
    private const string Boxes = "PredictedBoundingBoxes";
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public DetectObjectsTests() => _model = DetectionPictures.WriteModel(_folder);

    public void Dispose() => _folder.Dispose();

    private sealed class Numbers
    {
        public float Fused { get; set; }
    }

    // Three pictures of different sizes: two objects, none, one.
    private static RasterImage[] Rasters =>
    [
        DetectionPictures.Squares(96, 128, 32, (32, 0, 204), (96, 64, 255)),
        DetectionPictures.Squares(40, 30, 16),
        DetectionPictures.Squares(64, 64, 16, (16, 32, 180)),
    ];

    private IDataView InMemory() => _ml.Data.LoadFromEnumerable(Rasters.Select(r => new FusedPicture { Fused = r.ToMLImage() }).ToArray());

    private DetectionEstimator Estimator(DetectionOptions? options = null) => _ml.Transforms.DetectObjects((options ?? new DetectionOptions()) with { ModelPath = _model });

    private static Func<string> AsText(DataViewRow row, string column)
    {
        if (((VectorDataViewType)row.Schema[column].Type).ItemType != TextDataViewType.Instance)
        {
            return Vectors.AsText(row, column);
        }

        ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(row.Schema[column]);
        VBuffer<ReadOnlyMemory<char>> vector = default;
        return () =>
        {
            getter(ref vector);
            return string.Join(' ', vector.DenseValues());
        };
    }

    [Theory]
    [InlineData("PredictedBoundingBoxes")]
    [InlineData("PredictedLabel")]
    [InlineData("Score")]
    public void It_conforms(string column) => new ComponentConformance<DetectionTransformer>(_ml, Estimator(), InMemory, column)
    {
        AlsoMade = [.. ((string[])["PredictedBoundingBoxes", "PredictedLabel", "Score"]).Except([column])],
        Value = AsText,
        Refused =
        [
            (_ml.Data.LoadFromEnumerable(new[] { new Numbers() }), ["'Fused'", "Single", "DetectObjects"]),
            (_ml.Data.LoadFromEnumerable(new[] { new PairFiles() }), ["'Fused'", "'InfraredPath'"]),
        ],
    }.Check();

    [Fact]
    public void It_gives_what_the_model_gives_in_a_row_each()
    {
        IDataView detected = Estimator().Fit(InMemory()).Transform(InMemory());
        using DetectorModel model = DetectorModel.Load(_model);
        DetectedObjects[] rows = [.. _ml.Data.CreateEnumerable<DetectedObjects>(detected, reuseRowObject: false)];

        Assert.Equal(Rasters.Select(model.Detect).Select(found => found.Select(AsFloats)), rows.Select(r => r.ToBoxes()));
        Assert.Equal([2, 0, 1], rows.Select(r => r.Score.Length));
        Assert.All([Boxes, "PredictedLabel", "Score"], name => Assert.False(Assert.IsType<VectorDataViewType>(detected.Schema[name].Type).IsKnownSize));
    }

    [Fact]
    public void Names_and_every_option_travel_in_the_zip()
    {
        DetectionOptions options = new()
        {
            ModelPath = _model,
            PredictedBoundingBoxColumnName = "B",
            PredictedLabelColumnName = "L",
            ScoreColumnName = "S",
            ScoreThreshold = 0.75f,
            NmsThreshold = 0.3f,
            MaximumDetections = 1,
            Classes = ["white"],
        };
        _ml.Model.Save(_ml.Transforms.DetectObjects(options).Fit(InMemory()), null, _folder["detect.zip"]);
        IDataView loaded = new MLContext().Model.Load(_folder["detect.zip"], out _).Transform(InMemory());
        using DetectorModel model = DetectorModel.Load(_folder["detect.zip"]);
        using DetectorModel same = DetectorModel.FromOptions(options);

        Assert.Equal([["white"], [], []], loaded.GetColumn<string[]>("L"));
        Assert.Equal([4, 0, 0], loaded.GetColumn<float[]>("B").Select(b => b.Length));
        Assert.Equal((0.75f, 0.3f, same.Sha256), (model.ScoreThreshold, model.NmsThreshold, model.Sha256));
        Assert.Equal(same.Detect(Rasters[0]), model.Detect(Rasters[0]));
    }

    [Fact]
    public void Fusion_detection_and_evaluation_are_one_pipeline()
    {
        // The warm square of each infrared is labelled where the detector's grid has it; the visible is black.
        foreach (string name in (string[])["ir", "vi", "labels"])
        {
            Directory.CreateDirectory(_folder[name]);
        }

        File.WriteAllText(_folder["labels/classes.txt"], "hot\nwhite\n");
        for (int i = 0; i < 3; i++)
        {
            ImageCodecs.Default.Write(DetectionPictures.Squares(64, 64, 16, (16 * i, 32, 255)), _folder[$"ir/p{i}.png"]);
            ImageCodecs.Default.Write(DetectionPictures.Squares(64, 64, 16), _folder[$"vi/p{i}.png"]);
            YoloLabels.Write(_folder[$"labels/p{i}.txt"], [new GroundTruthBox("white", new(16 * i, 32, (16 * i) + 16, 48))], ["hot", "white"], 64, 64);
        }

        IDataView pairs = _ml.Data.LoadInfraredVisiblePairs(_folder.Root);
        var pipeline = _ml.Transforms.LoadThermalImages("Infrared", "InfraredPath")
            .Append(_ml.Transforms.LoadImages("Visible", null, "VisiblePath"))
            .Append(_ml.Transforms.FuseInfraredVisible("Fused"))
            .Append(Estimator(new DetectionOptions { ScoreThreshold = 0.01f }));
        ITransformer model = pipeline.Fit(pairs);
        DetectionMetrics metrics = _ml.Detection.Evaluate(model.Transform(pairs));
        _ml.Model.Save(model, null, _folder["all.zip"]);
        ITransformer loaded = new MLContext().Model.Load(_folder["all.zip"], out _);
        DetectionMetrics again = _ml.Detection.Evaluate(loaded.Transform(pairs));
        using FusionModel fusion = FusionModel.From(loaded);
        using DetectorModel detector = DetectorModel.From(loaded);

        Assert.Equal((3, 3, 1.0), (metrics.Images, metrics.Objects, metrics.MAP50));
        Assert.Equal((metrics.MAP50, metrics.MAP50_95, metrics.Detections), (again.MAP50, again.MAP50_95, again.Detections));
        Assert.Equal((ShippedModels.Default, "warm-cells"), (fusion.Name, detector.Name));
        Assert.Contains("no fusion step", Assert.Throws<InvalidDataException>(() => FusionModel.From(Estimator().Fit(InMemory()))).Message, StringComparison.Ordinal);
        Assert.Contains("no detection step", Assert.Throws<InvalidDataException>(() => DetectorModel.From(_ml.Transforms.FuseInfraredVisible().Fit(_ml.Data.LoadFromEnumerable(Pictures.Pairs((16, 16)))))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_engine_detects_in_single_pictures()
    {
        DetectionTransformer model = Estimator().Fit(InMemory());
        using PredictionEngine<FusedPicture, DetectedObjects> engine = _ml.Model.CreatePredictionEngine<FusedPicture, DetectedObjects>(model);
        using DetectorModel detector = DetectorModel.Load(_model);

        foreach (RasterImage raster in Rasters)
        {
            using MLImage image = raster.ToMLImage();
            Assert.Equal(detector.Detect(raster).Select(AsFloats), engine.Predict(new FusedPicture { Fused = image }).ToBoxes());
        }
    }

    [Fact]
    public void Images_of_one_known_size_are_taken_too()
    {
        ImageCodecs.Default.Write(DetectionPictures.Squares(64, 64, 16, (16, 32, 255)), _folder["picture.png"]);
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new PairFiles { VisiblePath = _folder["picture.png"] } });
        var pipeline = _ml.Transforms.LoadImages("Visible", null, "VisiblePath")
            .Append(_ml.Transforms.ResizeImages("Visible", 128, 128, resizing: ImageResizingEstimator.ResizingKind.Fill))
            .Append(Estimator(new DetectionOptions { InputColumnName = "Visible" }));

        float[] box = pipeline.Fit(data).Transform(data).GetColumn<float[]>(Boxes).Single()[..4];
        Assert.Equal([32f, 64f, 64f, 96f], box.Select(v => MathF.Round(v, 2)));
    }

    [Fact]
    public void A_device_that_cannot_be_used_gives_way_to_the_cpu_where_that_is_allowed()
    {
        const int Nowhere = 10_000;
        DetectionTransformer model = Estimator(new DetectionOptions { GpuDeviceId = Nowhere, FallbackToCpu = true }).Fit(InMemory());

        Assert.Equal([8, 0, 4], model.Transform(InMemory()).GetColumn<float[]>(Boxes).Select(b => b.Length));
        Assert.ThrowsAny<InvalidOperationException>(() => Estimator(new DetectionOptions { GpuDeviceId = Nowhere }).Fit(InMemory()));
    }

    [Fact]
    public void Reading_stops_when_the_token_is_cancelled()
    {
        using CancellationTokenSource cancellation = new();
        IDataView result = Estimator(new DetectionOptions { CancellationToken = cancellation.Token }).Fit(InMemory()).Transform(InMemory());
        using DataViewRowCursor cursor = result.GetRowCursor([result.Schema["Score"]]);

        Assert.True(cursor.MoveNext());
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => cursor.MoveNext());
    }

    [Fact]
    public void A_model_that_is_not_there_is_refused_at_fit_with_its_name() =>
        Assert.Contains("nowhere.onnx", Assert.Throws<FileNotFoundException>(() => _ml.Transforms.DetectObjects(modelPath: "nowhere.onnx").Fit(InMemory())).Message, StringComparison.Ordinal);

    // Columns hold floats.
    private static DetectedBox AsFloats(DetectedBox found) =>
        new(found.Label, new((float)found.Box.Left, (float)found.Box.Top, (float)found.Box.Right, (float)found.Box.Bottom), (float)found.Score);
}
