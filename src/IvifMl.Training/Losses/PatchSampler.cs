using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// The patches of one training step: N windows of one side s, each turned, shifted, magnified and sheared a little (nearest neighbour, zeros
/// from outside the window). All pictures of the step are cut alike, so that patches of the sources and of the fused picture fit.
/// Source: LDFusion (Wang et al. 2024); the affine map is torchvision's RandomAffine with translate = (0, 0.1).
/// </summary>
/// <remarks>Everything random is drawn by <see cref="Draw"/> on the CPU, so a step repeats exactly for a generator in the same state.</remarks>
public sealed class PatchSampler
{
    private readonly int _height;
    private readonly int _width;
    private readonly (int Top, int Left)[] _windows;
    private readonly float[] _maps;

    private PatchSampler(int height, int width, int side, (int Top, int Left)[] windows, float[] maps)
        => (_height, _width, Side, _windows, _maps) = (height, width, side, windows, maps);

    /// <summary>Side of every patch in pixels.</summary>
    public int Side { get; }

    /// <summary>Number of patches of each picture.</summary>
    public int Count => _windows.Length;

    /// <summary>Upper left corners of the windows.</summary>
    internal IReadOnlyList<(int Top, int Left)> Windows => _windows;

    /// <summary>The affine maps of the windows, row by row, from places in the patch to places in the window, both in −1…1; [N, 2, 3].</summary>
    internal ReadOnlySpan<float> Maps => _maps;

    /// <summary>Draws the patches of one step.</summary>
    /// <param name="random">Where chance comes from; 1 + 6 · N draws are taken from it.</param>
    /// <param name="height">Rows of the crop.</param>
    /// <param name="width">Columns of the crop.</param>
    /// <param name="options">Numbers and limits; LDFusion's if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option or size out of range.</exception>
    public static PatchSampler Draw(Random random, int height, int width, PatchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        options ??= new();
        options.Validate();
        double share = options.SmallestShare + (random.NextDouble() * (options.LargestShare - options.SmallestShare));
        int side = Math.Max(1, (int)(Math.Min(height, width) * share));
        (int Top, int Left)[] windows = new (int Top, int Left)[options.Count];
        float[] maps = new float[6 * options.Count];
        for (int i = 0; i < options.Count; i++)
        {
            windows[i] = (random.Next(height - side + 1), random.Next(width - side + 1));
            double rotation = Symmetric(random, options.Rotation);
            double shift = Math.Round(Symmetric(random, options.VerticalShift * side));
            double scale = 1 + (random.NextDouble() * (options.LargestScale - 1));
            double shear = Symmetric(random, options.Shear);
            WriteMap(maps.AsSpan(6 * i, 6), double.DegreesToRadians(rotation), 2 * shift / side, scale, double.DegreesToRadians(shear));
        }

        return new(height, width, side, windows, maps);
    }

    /// <summary>Cuts the patches out of pictures.</summary>
    /// <param name="pictures">[B, C, H, W] of the size that was drawn for; C may hold fused, infrared and visible together.</param>
    /// <returns>[N·B, C, s, s]; row r is of picture r mod B. Derivatives flow to the pictures.</returns>
    /// <exception cref="ArgumentException">Another size.</exception>
    public Tensor Cut(Tensor pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (pictures.ndim != 4 || pictures.shape[2] != _height || pictures.shape[3] != _width)
        {
            throw new ArgumentException($"The patches were drawn for [B, C, {_height}, {_width}], not for {ImageTensors.Shape(pictures)}.", nameof(pictures));
        }

        using DisposeScope scope = NewDisposeScope();
        long batch = pictures.shape[0];
        Tensor windows = cat([.. _windows.Select(window => pictures.narrow(2, window.Top, Side).narrow(3, window.Left, Side))], 0);
        Tensor maps = tensor(_maps, [Count, 2, 3], dtype: pictures.dtype, device: pictures.device).repeat_interleave(batch, 0);
        Tensor grid = affine_grid(maps, windows.shape, align_corners: false);
        return grid_sample(windows, grid, GridSampleMode.Nearest, GridSamplePaddingMode.Zeros, align_corners: false).MoveToOuterDisposeScope();
    }

    /// <summary>The inverse of: shear along x, magnify, rotate about the centre, shift down. Lengths in half sides.</summary>
    private static void WriteMap(Span<float> map, double rotation, double shift, double scale, double shear)
    {
        (double sin, double cos) = Math.SinCos(rotation);
        double tan = Math.Tan(shear);
        double xx = ((-sin * tan) + cos) / scale;
        double xy = ((cos * tan) + sin) / scale;
        double yx = -sin / scale;
        double yy = cos / scale;
        ReadOnlySpan<double> values = [xx, xy, -xy * shift, yx, yy, -yy * shift];
        for (int i = 0; i < map.Length; i++)
        {
            map[i] = (float)values[i];
        }
    }

    private static double Symmetric(Random random, double limit) => ((2 * random.NextDouble()) - 1) * limit;
}
