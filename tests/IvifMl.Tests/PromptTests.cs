using System.Globalization;
using IvifMl.Imaging;
using IvifMl.Onnx;
using IvifMl.Scenes;
using IvifMl.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.Tests;

public sealed class PromptTests : IDisposable
{
    private const string Day = "a clear image by day";
    private const string Night = "a dark street at night with two people";

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public PromptTests() => File.WriteAllBytes(Model, PromptedModel.Build());

    private string Model => _folder["prompted.onnx"];

    public void Dispose() => _folder.Dispose();

    private sealed class PromptedPair
    {
        static PromptedPair() => ImageColumns.Register();

        public MLImage? Infrared { get; set; }

        public MLImage? Visible { get; set; }

        public string Prompt { get; set; } = "";
    }

    private sealed class Numbers
    {
        public MLImage? Infrared { get; set; }

        public MLImage? Visible { get; set; }

        public float Prompt { get; set; }
    }

    private IDataView Data(params string[] prompts)
    {
        InfraredVisiblePair pair = Pictures.Pairs((24, 32))[0];
        return _ml.Data.LoadFromEnumerable(prompts.Select(p => new PromptedPair { Infrared = pair.Infrared, Visible = pair.Visible, Prompt = p }).ToArray());
    }

    private FusionTransformer Fit(string? prompt) => _ml.Transforms.FuseInfraredVisible(modelPath: Model, prompt: prompt).Fit(Data(""));

    private FusionEstimator Column() => _ml.Transforms.FuseInfraredVisible(new FusionOptions { ModelPath = Model, PromptColumnName = "Prompt" });

    private List<string> Fused(ITransformer model, params string[] prompts) => Pictures.Read(model.Transform(Data(prompts)), "Fused", i => i.Hash());

    [Fact]
    public void With_a_constant_prompt_it_conforms() => new ComponentConformance<FusionTransformer>(
        _ml, _ml.Transforms.FuseInfraredVisible(modelPath: Model, prompt: Day), () => Data("", Day), "Fused")
    {
        Refused = [(_ml.Data.LoadFromEnumerable(new[] { new PairFiles() }), ["'Infrared'", "'InfraredPath'"])],
    }.Check();

    [Fact]
    public void With_a_column_of_prompts_it_conforms() => new ComponentConformance<FusionTransformer>(_ml, Column(), () => Data(Night, "", Day, Night), "Fused")
    {
        Refused =
        [
            (_ml.Data.LoadFromEnumerable(Pictures.Pairs((24, 32))), ["'Prompt'", "'Visible'"]),
            (_ml.Data.LoadFromEnumerable(new[] { new Numbers() }), ["'Prompt'", "Single", "FuseInfraredVisible", "one sentence a row"]),
        ],
    }.Check();

    [Fact]
    public void A_constant_a_column_and_a_call_give_the_same_picture_which_the_prompt_changes()
    {
        using FusionModel model = FusionModel.Load(Model);
        InfraredVisiblePair pair = Pictures.Pairs((24, 32))[0];
        string[] prompts = [Day, Night, ""];
        List<string> column = Fused(Column().Fit(Data("")), prompts);

        Assert.Equal(3, column.Distinct().Count());
        Assert.Equal(column, prompts.SelectMany(p => Fused(Fit(p), "ignored")));
        Assert.Equal(column, prompts.Select(p => model.Fuse(pair.Infrared!, pair.Visible!, p).Hash()));
        Assert.Equal(column.AsEnumerable().Reverse(), Fused(Column().Fit(Data("")), [.. prompts.Reverse()]));
    }

    [Fact]
    public void The_graph_is_given_the_prompts_embedding()
    {
        (Plane infrared, Plane luminance) = Planes();
        using FusionModel model = FusionModel.Load(Model);
        using ClipTextEncoder encoder = ClipTextEncoder.Load();
        float[] embedding = encoder.Embed(Day);
        double gamma = embedding.Select((v, i) => v * 0.2 * Math.Sin(1.1 * (i + 1))).Sum();
        double beta = embedding.Select((v, i) => v * 0.2 * Math.Sin(2.3 * (i + 1))).Sum();
        Plane fused = model.Score(infrared, luminance, Day);

        for (int i = 0; i < fused.Length; i++)
        {
            double expected = Math.Clamp(((infrared.Values[i] + luminance.Values[i]) / 2 * (1 + gamma)) + beta, 0, 1);
            Assert.Equal(expected, fused.Values[i], 1e-5);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public void Without_a_prompt_the_model_behaves_as_without_text(string? prompt)
    {
        (Plane infrared, Plane luminance) = Planes();
        using FusionModel model = FusionModel.FromOptions(new FusionOptions { ModelPath = Model, Prompt = prompt });
        Plane fused = model.Score(infrared, luminance);

        Assert.Null(model.Prompt);
        Assert.Equal(infrared.Values.ToArray().Zip(luminance.Values.ToArray(), (a, b) => (a + b) * 0.5f), fused.Values.ToArray());
        Assert.Equal(fused.Values.ToArray(), model.Score(infrared, luminance, prompt).Values.ToArray());
        Assert.NotEqual(fused.Values.ToArray(), model.Score(infrared, luminance, Night).Values.ToArray());
        Assert.Equal(Fused(Fit(prompt), ""), Fused(Column().Fit(Data("")), prompt ?? ""));
    }

    [Fact]
    public void A_model_with_a_neutral_prompt_of_its_own_is_given_that_for_an_empty_one()
    {
        using ClipTextEncoder encoder = ClipTextEncoder.Load();
        File.WriteAllBytes(Model, PromptedModel.Build(PromptedModel.ShippedText with { NeutralPrompt = Day, NeutralEmbedding = encoder.Embed(Day), EncoderSha256 = encoder.Sha256 }));
        List<string> column = Fused(Column().Fit(Data("")), "", Day, Night);

        Assert.Equal(column[0], column[1]);
        Assert.NotEqual(column[0], column[2]);
        Assert.Equal(column[0], Fused(Fit(null), "").Single());
    }

    [Fact]
    public void A_constant_prompt_needs_no_text_tower_in_the_zip()
    {
        _ml.Model.Save(Fit(Night), null, _folder["constant.zip"]);
        _ml.Model.Save(Column().Fit(Data("")), null, _folder["column.zip"]);
        using FusionModel model = FusionModel.Load(_folder["constant.zip"]);
        using FusionModel other = FusionModel.Load(_folder["column.zip"]);

        Assert.InRange(new FileInfo(_folder["constant.zip"]).Length, 1, 40_000);
        Assert.InRange(new FileInfo(_folder["column.zip"]).Length, 1_000_000, 4_000_000);
        Assert.Equal((Night, null), (model.Prompt, other.Prompt));
        Assert.True(model.TakesPrompts && other.TakesPrompts);

        // What was loaded can still be asked for something else.
        (Plane infrared, Plane luminance) = Planes();
        foreach (FusionModel loaded in (FusionModel[])[model, other])
        {
            Assert.Equal(model.Score(infrared, luminance).Values.ToArray(), loaded.Score(infrared, luminance, Night).Values.ToArray());
            Assert.Equal(other.Score(infrared, luminance).Values.ToArray(), loaded.Score(infrared, luminance, "").Values.ToArray());
        }
    }

    [Fact]
    public void A_tower_of_the_users_own_travels_with_a_column_of_prompts()
    {
        byte[] shipped = File.ReadAllBytes(Repository.PathOf("models", "ivif-clip-nano-text.onnx"));
        File.WriteAllBytes(_folder["own.onnx"], OnnxModelEditor.Edit(shipped, new OnnxEdit { Metadata = new Dictionary<string, string> { [FusionContract.NameKey] = "own" } }));
        using ClipTextEncoder own = ClipTextEncoder.Load(_folder["own.onnx"]);
        File.WriteAllBytes(Model, PromptedModel.Build(new FusionTextInput { Encoder = "own", Length = 128, EncoderSha256 = own.Sha256 }));
        FusionOptions options = new() { ModelPath = Model, TextEncoderPath = _folder["own.onnx"] };
        _ml.Model.Save(_ml.Transforms.FuseInfraredVisible(options with { PromptColumnName = "Prompt" }).Fit(Data("")), null, _folder["column.zip"]);
        _ml.Model.Save(_ml.Transforms.FuseInfraredVisible(options with { Prompt = Night }).Fit(Data("")), null, _folder["constant.zip"]);
        File.Delete(_folder["own.onnx"]);
        (Plane infrared, Plane luminance) = Planes();
        using FusionModel column = FusionModel.Load(_folder["column.zip"]);
        using FusionModel constant = FusionModel.Load(_folder["constant.zip"]);

        Assert.Equal(constant.Score(infrared, luminance).Values.ToArray(), column.Score(infrared, luminance, Night).Values.ToArray());
        Assert.Contains("takes embeddings of 'own'", Assert.Throws<ArgumentException>(() => constant.Score(infrared, luminance, Day)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prompts_for_a_model_that_takes_none_are_refused()
    {
        using FusionModel plain = FusionModel.Shipped();
        (Plane infrared, Plane luminance) = Planes();
        Action[] ways =
        [
            () => plain.Score(infrared, luminance, Day),
            () => FusionModel.FromOptions(new FusionOptions { Prompt = Day }),
            () => _ml.Transforms.FuseInfraredVisible(prompt: Day).Fit(Data("")),
            () => _ml.Transforms.FuseInfraredVisible(new FusionOptions { PromptColumnName = "Prompt" }).Fit(Data("")),
            () => _ml.Fusion.FuseFiles([], _folder["out"], new FusionRunOptions { Prompt = Day }),
        ];

        Assert.False(plain.TakesPrompts);
        Assert.All(ways, way => Assert.Contains($"'{ShippedModels.Default}' takes no prompts: its graph has no input 'text'", Assert.Throws<ArgumentException>(way).Message, StringComparison.Ordinal));
        Assert.Equal(plain.Score(infrared, luminance).Values.ToArray(), plain.Score(infrared, luminance, " ").Values.ToArray());
    }

    [Fact]
    public void A_tower_that_is_not_the_models_is_refused()
    {
        Refused("takes embeddings of 'vit-b-32' with 128 values; that is not the shipped encoder", new FusionTextInput { Encoder = "vit-b-32", Length = 128 }, null);
        Refused("TextEncoderPath names 'ivif-clip-nano' with 128", new FusionTextInput { Encoder = "vit-b-32", Length = 512 }, Repository.PathOf("models", "ivif-clip-nano-text.onnx"));
        Refused("(sha256 0000)", PromptedModel.ShippedText with { EncoderSha256 = "0000" }, null);

        void Refused(string expected, FusionTextInput text, string? tower)
        {
            File.WriteAllBytes(Model, PromptedModel.Build(text));
            FusionOptions options = new() { ModelPath = Model, TextEncoderPath = tower };
            Assert.Contains(expected, Assert.Throws<ArgumentException>(() => FusionModel.FromOptions(options with { Prompt = Day })).Message, StringComparison.Ordinal);
            Assert.Contains(expected, Assert.Throws<ArgumentException>(() => _ml.Transforms.FuseInfraredVisible(options with { PromptColumnName = "Prompt" }).Fit(Data(""))).Message, StringComparison.Ordinal);

            // The neutral prompt needs no tower.
            using FusionModel neutral = FusionModel.FromOptions(options);
            Assert.True(neutral.TakesPrompts);
        }
    }

    [Fact]
    public void Files_are_fused_with_a_prompt_and_again_with_another_one()
    {
        (string infrared, string visible) = Pictures.WritePairs(_folder.Root, 2);
        IDataView pairs = _ml.Data.LoadInfraredVisiblePairs(infrared, visible);
        using FusionModel model = FusionModel.Load(Model);
        FusionRunOptions day = new() { Model = model, Prompt = Day };
        Assert.Equal(2, _ml.Fusion.FuseFiles(pairs, _folder["out"], day).Fused);
        byte[] first = File.ReadAllBytes(_folder["out/pair000.png"]);

        Assert.Equal(2, _ml.Fusion.FuseFiles(pairs, _folder["out"], day).Skipped);
        Assert.Equal(2, _ml.Fusion.FuseFiles(pairs, _folder["out"], day with { Prompt = Night }).Fused);
        Assert.NotEqual(first, File.ReadAllBytes(_folder["out/pair000.png"]));
        Plane thermal = Bt601.Luminance(ImageCodecs.Default.Read(Path.Combine(infrared, "pair000.png")));
        RasterImage expected = model.Fuse(thermal, ImageCodecs.Default.Read(Path.Combine(visible, "pair000.png")), Night);
        ImageComparer.Equal(expected, ImageCodecs.Default.Read(_folder["out/pair000.png"]));
    }

    [Fact]
    public void A_rendered_sets_captions_are_its_prompts()
    {
        SceneDataSet.Write(_folder["set"], 2, new SceneOptions { Width = 64, Height = 48 });
        IDataView pairs = _ml.Data.LoadInfraredVisiblePairs(_folder["set"]);
        ITransformer model = _ml.Transforms.LoadThermalImages("Infrared", "InfraredPath")
            .Append(_ml.Transforms.LoadImages("Visible", null, "VisiblePath"))
            .Append(_ml.Transforms.FuseInfraredVisible(new FusionOptions { ModelPath = Model, PromptColumnName = "Text" }))
            .Fit(pairs);
        _ml.Model.Save(model, pairs.Schema, _folder["set.zip"]);
        using FusionModel fusion = FusionModel.Load(_folder["set.zip"]);
        List<string> fused = Pictures.Read(new MLContext().Model.Load(_folder["set.zip"], out _).Transform(pairs), "Fused", i => i.Hash());
        IEnumerable<string> expected = PairDataSet.Open(_folder["set"]).Pairs.Select(pair =>
        {
            RasterImage thermal = Bt601.ToGray(fusion.ToneMapping!.Apply(ImageCodecs.Default.Read(pair.InfraredPath)), SampleType.UInt8);
            return fusion.Fuse(Bt601.Luminance(thermal), ImageCodecs.Default.Read(pair.VisiblePath), pair.ReadTexts()[0]).ToMLImage().Hash();
        });

        Assert.Equal(expected, fused);
    }

    [Fact]
    public void A_prompt_and_a_column_of_prompts_together_are_refused()
    {
        Exception error = Assert.Throws<ArgumentException>(() => _ml.Transforms.FuseInfraredVisible(new FusionOptions { Prompt = Day, PromptColumnName = "Prompt" }));

        Assert.Contains("PromptColumnName 'Prompt'", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new FusionOptions { PromptColumnName = " " }.Validate());
        FusionOptions defaults = new();
        Assert.Equal((null, null, null, null), (defaults.Prompt, defaults.PromptColumnName, defaults.TextEncoderPath, new FusionRunOptions().Prompt));
    }

    [Fact]
    public void Threads_share_a_model_with_prompts_of_their_own()
    {
        (Plane infrared, Plane luminance) = Planes();
        using FusionModel model = FusionModel.Load(Model);
        string[] prompts = [.. Enumerable.Range(0, 5).Select(i => i.ToString(CultureInfo.InvariantCulture) + " people")];
        float[][] expected = [.. prompts.Select(p => model.Score(infrared, luminance, p).Values.ToArray())];
        float[][] found = new float[50][];
        Parallel.For(0, found.Length, i => found[i] = model.Score(infrared, luminance, prompts[i % 5]).Values.ToArray());

        Assert.All(Enumerable.Range(0, found.Length), i => Assert.Equal(expected[i % 5], found[i]));
    }

    private static (Plane Infrared, Plane Luminance) Planes() => (Bt601.Luminance(Pictures.Infrared(24, 32)), Bt601.Luminance(Pictures.Visible(24, 32)));
}
