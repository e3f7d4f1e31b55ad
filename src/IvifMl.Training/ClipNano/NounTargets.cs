using System.Buffers.Binary;
using System.Text;

namespace IvifMl.Training;

/// <summary>The unit embeddings that OpenAI's CLIP ViT-B/32 gives to nouns ("a {name}"), as targets for the text tower.</summary>
/// <param name="Texts">The sentences.</param>
/// <param name="Embeddings">Their embeddings, row by row.</param>
/// <param name="Dimension">Values in a row.</param>
internal sealed record NounTargets(IReadOnlyList<string> Texts, float[] Embeddings, int Dimension)
{
    private const string NamesFile = "union_names.tsv";
    private const string EmbeddingsFile = "union_clip_vitb32_l2norm_f16.npy";
    private const int NumpyHeader = 10;

    /// <summary>Reads names and embeddings.</summary>
    /// <param name="folder">The folder that holds union_names.tsv (set, number, name) and union_clip_vitb32_l2norm_f16.npy (half floats, one row a name).</param>
    /// <exception cref="InvalidDataException">The files do not fit each other.</exception>
    public static NounTargets Read(string folder)
    {
        string[] texts = [.. File.ReadLines(Path.Combine(folder, NamesFile)).Select(line => Sentence(line.Split('\t')[^1]))];
        string path = Path.Combine(folder, EmbeddingsFile);
        byte[] bytes = File.ReadAllBytes(path);
        int header = NumpyHeader + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        string description = Encoding.ASCII.GetString(bytes, NumpyHeader, header - NumpyHeader);
        int values = (bytes.Length - header) / 2;
        if (!description.Contains("'<f2'", StringComparison.Ordinal) || description.Contains("'fortran_order': True", StringComparison.Ordinal) || values % texts.Length != 0)
        {
            throw new InvalidDataException($"'{path}' does not hold one row of half floats for each of the {texts.Length} names beside it: {description.Trim()}");
        }

        float[] embeddings = new float[values];
        for (int i = 0; i < values; i++)
        {
            embeddings[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes.AsSpan(header + (2 * i)));
        }

        return new(texts, embeddings, values / texts.Length);
    }

    /// <summary>Checks that both files are there.</summary>
    /// <exception cref="FileNotFoundException">One is not.</exception>
    public static void RequireFiles(string folder)
    {
        foreach (string file in (string[])[NamesFile, EmbeddingsFile])
        {
            string path = Path.Combine(folder, file);
            if (!File.Exists(path))
            {
                throw new FileNotFoundException($"The nouns need '{path}', which is not there. Give the folder of CLIP's noun embeddings, or leave it out to train without nouns.", path);
            }
        }
    }

    /// <summary>"a traffic light", from "traffic_light" or "Traffic light".</summary>
    private static string Sentence(string name) => "a " + name.Replace('_', ' ').ToLowerInvariant();
}
