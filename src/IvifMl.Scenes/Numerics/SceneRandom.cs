namespace IvifMl.Scenes.Numerics;

/// <summary>
/// The random numbers of a scene: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), the same on every machine and in every version of .NET.
/// </summary>
internal sealed class SceneRandom(ulong seed)
{
    private readonly ulong _seed = seed;
    private ulong _state = seed;

    /// <summary>Scrambles 64 bits; neighbouring inputs give unrelated outputs.</summary>
    public static ulong Scramble(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong Bits() => Scramble(_state += 0x9E3779B97F4A7C15UL);

    /// <summary>A seed for a texture.</summary>
    public uint Seed() => (uint)(Bits() >> 32);

    /// <summary>Uniform in 0 ≤ x &lt; 1.</summary>
    public float Unit() => (Bits() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform between the two limits.</summary>
    public float Between(float low, float high) => low + ((high - low) * Unit());

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Whole(int low, int high) => low + (int)(Unit() * (high - low + 1));

    /// <summary>True with the given probability.</summary>
    public bool Chance(float probability) => Unit() < probability;

    /// <summary>−1 or 1.</summary>
    public int Sign() => Chance(0.5f) ? 1 : -1;

    /// <summary>One of the given values.</summary>
    public T Pick<T>(ReadOnlySpan<T> values) => values[Whole(0, values.Length - 1)];

    /// <summary>A stream of its own for one part of the scene, so that a change in one part leaves the others as they are.</summary>
    public SceneRandom Fork(uint part) => new(Scramble(_seed ^ (0xD1B54A32D192ED03UL * (part + 1UL))));
}
