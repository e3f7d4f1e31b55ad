namespace Microsoft.ML.Data;

/// <summary>What a prediction transformer asks of its model.</summary>
internal interface IScoringModel : ICanSaveModel
{
    int FeatureCount { get; }

    float Score(ReadOnlySpan<float> features);
}
