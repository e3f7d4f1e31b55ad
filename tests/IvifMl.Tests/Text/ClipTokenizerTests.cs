using System.IO.Compression;
using System.Text;
using System.Text.Json;
using IvifMl.Tests.Support;

namespace IvifMl.Tests.Text;

public sealed class ClipTokenizerTests
{
    private static readonly Lazy<ClipTokenizer> Loaded = new(() => ClipTokenizer.Load(MergesFile));

    internal static string MergesFile => Repository.Shared("weights", "clip_bpe_vocab", "bpe_simple_vocab_16e6.txt.gz");

    internal static ClipTokenizer Full
    {
        get
        {
            _ = MergesFile;
            return Loaded.Value;
        }
    }

    /// <summary>Texts and ids of OpenAI's code; where its repair of encodings changes the text, ids without that repair.</summary>
    internal static IReadOnlyList<(string Text, int[] Ids, long[]? Padded)> Reference()
    {
        using JsonDocument repaired = JsonDocument.Parse(File.ReadAllText(Repository.Shared("fixtures", "clip_tokenizer", "needs_ftfy.json")));
        Dictionary<string, int[]> other = repaired.RootElement.EnumerateArray().ToDictionary(
            item => item.GetProperty("text").GetString()!, item => item.GetProperty("ids_without_ftfy").Deserialize<int[]>()!, StringComparer.Ordinal);
        List<(string, int[], long[]?)> all = [];
        foreach (string line in File.ReadLines(Repository.Shared("fixtures", "clip_tokenizer", "clip_tokenizer.jsonl")))
        {
            using JsonDocument item = JsonDocument.Parse(line);
            string text = item.RootElement.GetProperty("text").GetString()!;
            all.Add(other.TryGetValue(text, out int[]? ids)
                ? (text, ids, null)
                : (text, item.RootElement.GetProperty("ids").Deserialize<int[]>()!, item.RootElement.GetProperty("padded").Deserialize<long[]>()!));
        }

        return all;
    }

    [SkippableFact]
    public void Equal_to_the_reference_on_every_string()
    {
        IReadOnlyList<(string Text, int[] Ids, long[]? Padded)> reference = Reference();
        Assert.Equal((314, 278), (reference.Count, reference.Count(item => item.Padded is not null)));
        List<string> wrong = [];
        foreach ((string text, int[] ids, long[]? padded) in reference)
        {
            if (!Full.Encode(text).SequenceEqual(ids) || (padded is not null && !Full.EncodePadded(text).SequenceEqual(padded)))
            {
                wrong.Add($"{JsonSerializer.Serialize(text)}: {string.Join(' ', Full.Encode(text))} instead of {string.Join(' ', ids)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [SkippableFact]
    public void A_long_text_is_cut_and_still_ends_with_the_end()
    {
        long[] ids = Full.EncodePadded(string.Concat(Enumerable.Repeat("an infrared image ", 40)), 16);
        Assert.Equal(16, ids.Length);
        Assert.Equal((ClipTokenizer.StartId, ClipTokenizer.EndId), (ids[0], ids[^1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Full.EncodePadded("a", 1));
    }

    [SkippableFact]
    public void The_empty_text_is_start_and_end()
    {
        Assert.Empty(Full.Encode(" \n"));
        Assert.Equal([49_406L, 49_407L, 0, 0], Full.EncodePadded("", 4));
    }

    [Theory]
    [InlineData("heading\ni n\nthree symbols here\n")]
    [InlineData("heading\ni n\n")]
    [InlineData(null)]
    public void Another_file_is_refused_with_a_sentence(string? text)
    {
        using TemporaryFolder folder = new();
        string path = folder["merges.gz"];
        if (text is null)
        {
            File.WriteAllBytes(path, [1, 2, 3, 4, 5]);
        }
        else
        {
            using GZipStream file = new(File.Create(path), CompressionLevel.Fastest);
            file.Write(Encoding.UTF8.GetBytes(text));
        }

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => ClipTokenizer.Load(path));
        Assert.Contains("bpe_simple_vocab_16e6.txt.gz", error.Message, StringComparison.Ordinal);
    }
}
