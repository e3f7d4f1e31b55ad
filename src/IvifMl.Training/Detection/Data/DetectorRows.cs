using IvifMl.Imaging;
using IvifMl.Metrics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace IvifMl.Training;

/// <summary>Reads pictures and boxes from the columns of a view.</summary>
internal static class DetectorRows
{
    private const int Corners = 4;

    /// <summary>All rows, in memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidDataException">A row's boxes do not fit its classes.</exception>
    public static IReadOnlyList<DetectorPicture> Read(IDataView data, AnchorFreeOptions options) =>
        new Reader("AnchorFree", options.LabelColumnName, options.BoundingBoxColumnName, options.CancellationToken)
            .Read(data, [options.Detection.InputColumnName], (row, images, boxes) => DetectorPicture.Of(row, images[0], boxes));

    /// <summary>All rows as pairs, in memory; what is fused is not known yet, so the infrared stands in the fusion's place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="ArgumentException">A pair differs in size.</exception>
    /// <exception cref="InvalidDataException">A row's boxes do not fit its classes.</exception>
    public static IReadOnlyList<DetectorPicture> ReadPairs(IDataView data, JointDetectionOptions options) =>
        new Reader("JointDetection", options.LabelColumnName, options.BoundingBoxColumnName, options.CancellationToken)
            .Read(data, [options.Fusion.InfraredColumnName, options.Fusion.VisibleColumnName], (row, images, boxes) =>
            {
                Plane infrared = Bt601.Luminance(images[0]);
                return DetectorPicture.OfFusedPair(row, images[1], infrared, infrared, boxes);
            });

    private static List<DetectorBox> Boxes(ReadOnlyMemory<char>[] names, float[] corners, string row)
    {
        if (corners.Length != Corners * names.Length)
        {
            throw new InvalidDataException($"{row}: {names.Length} classes need {Corners * names.Length} corners of boxes, x0 y0 x1 y1 each; there are {corners.Length}.");
        }

        List<DetectorBox> boxes = [];
        for (int i = 0; i < names.Length; i++)
        {
            ReadOnlySpan<float> box = corners.AsSpan(Corners * i, Corners);
            if (!(float.IsFinite(box[0] + box[1] + box[2] + box[3]) && box[2] > box[0] && box[3] > box[1]))
            {
                throw new InvalidDataException($"{row}: box {i} is ({string.Join(", ", box.ToArray())}); its corners are x0 y0 x1 y1 with x0 < x1 and y0 < y1.");
            }

            boxes.Add(new(names[i].ToString(), new DetectionBox(box[0], box[1], box[2], box[3])));
        }

        return boxes;
    }

    private sealed record Reader(string Component, string LabelColumn, string BoxColumn, CancellationToken Cancellation)
    {
        public List<DetectorPicture> Read(IDataView data, string[] imageColumns, Func<string, RasterImage[], IReadOnlyList<DetectorBox>, DetectorPicture> make)
        {
            DataViewSchema.Column[] images =
                [.. imageColumns.Select(name => Column(data.Schema, name, type => type is ImageDataViewType, "an image column. Load it with LoadImages or LoadThermalImages, or fuse it"))];
            DataViewSchema.Column label = Column(data.Schema, LabelColumn, type => type is VectorDataViewType { ItemType: TextDataViewType }, "a vector of text, the class of each object");
            DataViewSchema.Column boxes = Column(data.Schema, BoxColumn, type => type is VectorDataViewType vector && vector.ItemType == NumberDataViewType.Single, "a vector of Single, x0 y0 x1 y1 of each object");
            List<DetectorPicture> pictures = [];
            using DataViewRowCursor cursor = data.GetRowCursor([.. images, label, boxes]);
            ValueGetter<MLImage>[] getters = [.. images.Select(column => cursor.GetGetter<MLImage>(column))];
            ValueGetter<VBuffer<ReadOnlyMemory<char>>> labelGetter = cursor.GetGetter<VBuffer<ReadOnlyMemory<char>>>(label);
            ValueGetter<VBuffer<float>> boxGetter = cursor.GetGetter<VBuffer<float>>(boxes);
            MLImage picture = null!;
            VBuffer<ReadOnlyMemory<char>> names = default;
            VBuffer<float> corners = default;
            while (cursor.MoveNext())
            {
                Cancellation.ThrowIfCancellationRequested();
                RasterImage[] shown = new RasterImage[getters.Length];
                for (int i = 0; i < shown.Length; i++)
                {
                    getters[i](ref picture);
                    shown[i] = picture.ToRasterImage();
                }

                labelGetter(ref names);
                boxGetter(ref corners);
                string row = $"row {cursor.Position}";
                pictures.Add(make(row, shown, Boxes([.. names.DenseValues()], [.. corners.DenseValues()], row)));
            }

            return pictures;
        }

        private DataViewSchema.Column Column(DataViewSchema schema, string name, Func<DataViewType, bool> fits, string needed)
        {
            DataViewSchema.Column column = schema.GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(
                nameof(name), $"{Component} needs a column '{name}'; the data has {string.Join(", ", schema.Select(c => $"'{c.Name}'").Distinct())}.");
            return fits(column.Type) ? column : throw new ArgumentOutOfRangeException(nameof(name), $"Column '{name}' is {column.Type}; {Component} needs {needed}.");
        }
    }
}
