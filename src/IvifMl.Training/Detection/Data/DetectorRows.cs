using IvifMl.Metrics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace IvifMl.Training;

/// <summary>Reads pictures and boxes from the columns of a view.</summary>
internal static class DetectorRows
{
    private const string Component = "AnchorFree";
    private const int Corners = 4;

    /// <summary>All rows, in memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidDataException">A row's boxes do not fit its classes.</exception>
    public static IReadOnlyList<DetectorPicture> Read(IDataView data, AnchorFreeOptions options)
    {
        DataViewSchema.Column image = Column(data.Schema, options.Detection.InputColumnName, type => type is ImageDataViewType, "an image column. Load it with LoadImages or LoadThermalImages, or fuse it");
        DataViewSchema.Column label = Column(data.Schema, options.LabelColumnName, type => type is VectorDataViewType { ItemType: TextDataViewType }, "a vector of text, the class of each object");
        DataViewSchema.Column boxes = Column(data.Schema, options.BoundingBoxColumnName, type => type is VectorDataViewType vector && vector.ItemType == NumberDataViewType.Single, "a vector of Single, x0 y0 x1 y1 of each object");
        List<DetectorPicture> pictures = [];
        using DataViewRowCursor cursor = data.GetRowCursor([image, label, boxes]);
        ValueGetter<MLImage> imageGetter = cursor.GetGetter<MLImage>(image);
        ValueGetter<VBuffer<ReadOnlyMemory<char>>> labelGetter = cursor.GetGetter<VBuffer<ReadOnlyMemory<char>>>(label);
        ValueGetter<VBuffer<float>> boxGetter = cursor.GetGetter<VBuffer<float>>(boxes);
        MLImage picture = null!;
        VBuffer<ReadOnlyMemory<char>> names = default;
        VBuffer<float> corners = default;
        while (cursor.MoveNext())
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            imageGetter(ref picture);
            labelGetter(ref names);
            boxGetter(ref corners);
            string row = $"row {cursor.Position}";
            pictures.Add(DetectorPicture.Of(row, picture.ToRasterImage(), Boxes([.. names.DenseValues()], [.. corners.DenseValues()], row)));
        }

        return pictures;
    }

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

    private static DataViewSchema.Column Column(DataViewSchema schema, string name, Func<DataViewType, bool> fits, string needed)
    {
        DataViewSchema.Column column = schema.GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(
            nameof(name), $"{Component} needs a column '{name}'; the data has {string.Join(", ", schema.Select(c => $"'{c.Name}'").Distinct())}.");
        return fits(column.Type) ? column : throw new ArgumentOutOfRangeException(nameof(name), $"Column '{name}' is {column.Type}; {Component} needs {needed}.");
    }
}
