using IvifMl.Imaging;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace IvifMl.Training;

/// <summary>Reads training pairs from the image columns of a view.</summary>
internal static class TrainingPairReader
{
    private const string NameColumn = nameof(PairFiles.Name);

    /// <summary>All rows, as 8-bit luminance in memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or no image.</exception>
    public static IReadOnlyList<TrainingPair> Read(IDataView data, string infraredColumn, string visibleColumn)
    {
        DataViewSchema.Column infrared = ImageColumn(data.Schema, infraredColumn);
        DataViewSchema.Column visible = ImageColumn(data.Schema, visibleColumn);
        DataViewSchema.Column? name = data.Schema.GetColumnOrNull(NameColumn) is { } column && column.Type == TextDataViewType.Instance ? column : null;
        List<TrainingPair> pairs = [];
        using DataViewRowCursor cursor = data.GetRowCursor(name is null ? [infrared, visible] : [infrared, visible, name.Value]);
        ValueGetter<MLImage> infraredGetter = cursor.GetGetter<MLImage>(infrared);
        ValueGetter<MLImage> visibleGetter = cursor.GetGetter<MLImage>(visible);
        ValueGetter<ReadOnlyMemory<char>>? nameGetter = name is null ? null : cursor.GetGetter<ReadOnlyMemory<char>>(name.Value);
        MLImage infraredImage = null!;
        MLImage visibleImage = null!;
        ReadOnlyMemory<char> text = default;
        while (cursor.MoveNext())
        {
            infraredGetter(ref infraredImage);
            visibleGetter(ref visibleImage);
            nameGetter?.Invoke(ref text);
            pairs.Add(new(
                text.IsEmpty ? $"row {cursor.Position}" : text.ToString(),
                Bt601.Luminance(infraredImage.ToRasterImage()),
                visibleImage.ToRasterImage()));
        }

        return pairs;
    }

    private static DataViewSchema.Column ImageColumn(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = schema.GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(
            nameof(name), $"LanguageDriven needs a column '{name}'; the data has {string.Join(", ", schema.Select(c => $"'{c.Name}'").Distinct())}.");
        return column.Type is ImageDataViewType ? column : throw new ArgumentOutOfRangeException(
            nameof(name), $"Column '{name}' is {column.Type}; LanguageDriven needs an image column. Load it with LoadThermalImages or LoadImages.");
    }
}
