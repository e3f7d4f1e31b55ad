namespace IvifMl.Imaging;

/// <summary>Standard normal numbers by the polar method of Marsaglia, from the seeded generator of .NET, whose numbers do not change between versions.</summary>
internal sealed class NormalSource(int seed)
{
    private readonly Random _uniform = new(seed);
    private float _spare;
    private bool _hasSpare;

    public float Next()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }

        while (true)
        {
            float x = (2 * _uniform.NextSingle()) - 1;
            float y = (2 * _uniform.NextSingle()) - 1;
            float square = (x * x) + (y * y);
            if (square is > 0 and < 1)
            {
                float scale = MathF.Sqrt(-2 * MathF.Log(square) / square);
                (_spare, _hasSpare) = (y * scale, true);
                return x * scale;
            }
        }
    }
}
