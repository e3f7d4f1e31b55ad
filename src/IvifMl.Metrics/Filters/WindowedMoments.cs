using System.Numerics.Tensors;

namespace IvifMl.Metrics;

/// <summary>
/// Weighted local means of images and of products of images under a separable window, row by row from the top. Only as many
/// filtered rows as the window is high are kept, so the memory does not depend on the images' height. Means of one image alone come from the planes
/// that the image keeps, if it does (see <see cref="KeptResults"/>).
/// Channels are numbered: first the means of the images in their order, then the means of the products in theirs.
/// </summary>
internal sealed class WindowedMoments
{
    private readonly IPixelRows[] _images;
    private readonly (int First, int Second)[] _products;
    private readonly double[] _kernel;
    private readonly double[] _verticalKernel;
    private readonly Border _border;
    private readonly double _productLimit;
    private readonly int _margin;
    private readonly double[][] _raw;
    private readonly double[] _product;
    private readonly double[][][] _rings;
    private readonly double[][] _output;
    private readonly DoublePlane?[] _kept;
    private int _filtered;
    private int _row = -1;

    /// <summary>A scan.</summary>
    /// <param name="images">Images of one size.</param>
    /// <param name="products">Index pairs into <paramref name="images"/>.</param>
    /// <param name="kernel">The window's weights along a row; odd length for the borders that keep the size.</param>
    /// <param name="border">What lies outside: nothing, zeros or the nearest pixel.</param>
    /// <param name="productLimit">Products above this count as this: 255 imitates arithmetic on MATLAB's uint8.</param>
    /// <param name="verticalKernel">The weights down a column, as many; those along a row if null.</param>
    /// <param name="keep">Whether images may keep their own means for the next scan.</param>
    public WindowedMoments(
        IPixelRows[] images,
        (int First, int Second)[] products,
        double[] kernel,
        Border border = Border.Valid,
        double productLimit = double.PositiveInfinity,
        double[]? verticalKernel = null,
        bool keep = true)
    {
        _verticalKernel = verticalKernel ?? kernel;
        (_images, _products, _kernel, _border, _productLimit) = (images, products, kernel, border, productLimit);
        _margin = border == Border.Valid ? 0 : kernel.Length / 2;
        int rawWidth = images[0].Width + (2 * _margin);
        Width = Math.Max(0, rawWidth - kernel.Length + 1);
        Height = Math.Max(0, images[0].Height + (2 * _margin) - kernel.Length + 1);
        int padded = RowFilter.PaddedLength(Width);
        _raw = [.. images.Select(_ => new double[rawWidth])];
        _product = new double[rawWidth];
        _output = new double[images.Length + products.Length][];
        _rings = new double[_output.Length][][];
        _kept = new DoublePlane?[_output.Length];
        for (int channel = 0; channel < _output.Length; channel++)
        {
            _output[channel] = new double[padded];
            _kept[channel] = keep ? OwnMeans(channel) : null;
            _rings[channel] = _kept[channel] is null ? [.. kernel.Select(_ => new double[padded])] : [];
        }
    }

    /// <summary>Rows of the result; 0 where the window is higher than the image.</summary>
    public int Height { get; }

    /// <summary>Columns of the result; 0 where the window is wider than the image.</summary>
    public int Width { get; }

    /// <summary>A channel's current row: <see cref="Width"/> values, then zeros up to a whole number of vectors.</summary>
    public ReadOnlySpan<double> this[int channel] => _output[channel];

    /// <summary>Goes on to the next row of the result; false after the last.</summary>
    public bool MoveNext() => Advance(1);

    /// <summary>Goes on by <paramref name="rows"/> rows, of which only the last is computed; false past the end.</summary>
    public bool Advance(int rows)
    {
        _row += rows;
        if (_row >= Height || Width == 0)
        {
            return false;
        }

        while (_filtered < _row + _kernel.Length)
        {
            FilterRow(_filtered);
            _filtered++;
        }

        for (int channel = 0; channel < _output.Length; channel++)
        {
            if (_kept[channel] is { } plane)
            {
                plane.Row(_row).CopyTo(_output[channel]);
                continue;
            }

            RowFilter.Vertical(_rings[channel], _row % _kernel.Length, _verticalKernel, _output[channel]);
        }

        return true;
    }

    /// <summary>The plane that the image of a channel keeps; null if it keeps none or the channel is of two images.</summary>
    private DoublePlane? OwnMeans(int channel)
    {
        bool squares = channel >= _images.Length;
        (int first, int second) = squares ? _products[channel - _images.Length] : (channel, channel);
        IPixelRows image = _images[first];
        if (!ReferenceEquals(image, _images[second]) || image.Kept is not { } kept)
        {
            return null;
        }

        return kept.FromSecondTime(new OwnMeansKey(_kernel, _verticalKernel, _border, _productLimit, squares), () =>
        {
            WindowedMoments scan = new([image], squares ? [(0, 0)] : [], _kernel, _border, _productLimit, _verticalKernel, keep: false);
            DoublePlane plane = new(scan.Height, scan._output[0].Length);
            for (int y = 0; scan.MoveNext(); y++)
            {
                scan[squares ? 1 : 0].CopyTo(plane.Row(y));
            }

            return plane;
        });
    }

    private void FilterRow(int paddedRow)
    {
        int slot = paddedRow % _kernel.Length;
        for (int i = 0; i < _images.Length; i++)
        {
            Read(_images[i], paddedRow - _margin, _raw[i]);
            if (_kept[i] is null)
            {
                RowFilter.Horizontal(_raw[i], _kernel, _rings[i][slot], Width);
            }
        }

        for (int i = 0; i < _products.Length; i++)
        {
            if (_kept[_images.Length + i] is not null)
            {
                continue;
            }

            TensorPrimitives.Multiply(_raw[_products[i].First], _raw[_products[i].Second], _product);
            if (!double.IsPositiveInfinity(_productLimit))
            {
                TensorPrimitives.Min(_product, _productLimit, _product);
            }

            RowFilter.Horizontal(_product, _kernel, _rings[_images.Length + i][slot], Width);
        }
    }

    private void Read(IPixelRows image, int y, double[] row)
    {
        if (_border == Border.Valid)
        {
            image.ReadRow(y, row);
            return;
        }

        if (_border == Border.Zero)
        {
            // The margins stay zero from the allocation on; rows outside are cleared.
            if (y < 0 || y >= image.Height)
            {
                Array.Clear(row);
                return;
            }

            image.ReadRow(y, row.AsSpan(_margin));
            return;
        }

        image.ReadRow(Math.Clamp(y, 0, image.Height - 1), row.AsSpan(_margin));
        row.AsSpan(0, _margin).Fill(row[_margin]);
        row.AsSpan(_margin + image.Width).Fill(row[_margin + image.Width - 1]);
    }
}
