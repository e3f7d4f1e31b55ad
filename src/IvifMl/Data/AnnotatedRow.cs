using IvifMl.Metrics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl;

/// <summary>A row of a view of annotated pairs; a file is opened when a cursor asks for a column that lies in it.</summary>
internal sealed class AnnotatedRow(AnnotatedPair pair)
{
    private string[]? _texts;
    private IReadOnlyList<GroundTruthBox>? _boxes;

    public string Name => pair.Name;

    public string InfraredPath => pair.InfraredPath;

    public string VisiblePath => pair.VisiblePath;

    public string Text => Texts.FirstOrDefault("");

    public string[] Texts => _texts ??= [.. pair.ReadTexts()];

    public bool IsLabelled => pair.LabelPath is not null;

    public string[] Label => [.. Boxes.Select(box => box.Label)];

    public float[] BoundingBoxes =>
        [.. Boxes.SelectMany(box => (float[])[(float)box.Box.Left, (float)box.Box.Top, (float)box.Box.Right, (float)box.Box.Bottom])];

    private IReadOnlyList<GroundTruthBox> Boxes => _boxes ??= pair.ReadBoxes();

    /// <summary>The view, with the columns of what there is.</summary>
    public static IDataView View(DataOperationsCatalog catalog, IEnumerable<AnnotatedPair> pairs, bool texts, bool boxes)
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(AnnotatedRow), SchemaDefinition.Direction.Read);
        definition.RemoveAll(column => column.MemberName switch
        {
            nameof(Text) or nameof(Texts) => !texts,
            nameof(IsLabelled) or nameof(Label) or nameof(BoundingBoxes) => !boxes,
            _ => false,
        });
        return catalog.LoadFromEnumerable(pairs.Select(pair => new AnnotatedRow(pair)), definition);
    }
}
