using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>Pictures with captions.</summary>
/// <param name="count">How many.</param>
/// <param name="side">Rows and columns of each.</param>
internal sealed class PictureBatch(int count, int side)
{
    private readonly float[] _pixels = new float[count * 3 * side * side];
    private readonly CaptionFacts[] _facts = new CaptionFacts[count];
    private readonly Caption[] _captions = new Caption[count];

    /// <summary>The captions' texts.</summary>
    public IReadOnlyList<string> Texts => [.. _captions.Select(caption => caption.Text)];

    /// <summary>Sets one picture.</summary>
    public void Set(int index, float[] pixels, CaptionFacts facts, Caption caption)
    {
        pixels.CopyTo(_pixels, index * pixels.Length);
        _facts[index] = facts;
        _captions[index] = caption;
    }

    /// <summary>The pictures, [N, 3, S, S], 0–1.</summary>
    public Tensor Images() => tensor(_pixels, [count, 3, side, side]);

    /// <summary>The statements of each picture as 0 or 1, [N, statements], and of which of them it is known.</summary>
    public (Tensor Facts, Tensor Known) Facts() => (Bits(_facts), Bits([.. _facts.Select(PictureFacts.Known)]));

    /// <summary>The statements of each caption as 0 or 1, [N, statements].</summary>
    public Tensor Said() => Bits([.. _captions.Select(caption => caption.Says)]);

    /// <summary>Which caption fits which picture, [pictures, captions], 0 or 1; the diagonal is 1.</summary>
    public Tensor Fits()
    {
        float[] fits = new float[count * count];
        for (int i = 0; i < fits.Length; i++)
        {
            fits[i] = _captions[i % count].Fits(_facts[i / count]) ? 1 : 0;
        }

        return tensor(fits, [count, count]);
    }

    private static Tensor Bits(CaptionFacts[] facts)
    {
        float[] bits = new float[facts.Length * FactHead.Statements.Count];
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] = (facts[i / FactHead.Statements.Count] & FactHead.Statements[i % FactHead.Statements.Count]) != CaptionFacts.None ? 1 : 0;
        }

        return tensor(bits, [facts.Length, FactHead.Statements.Count]);
    }
}
