using System.Text.Json;
using System.Text.Json.Serialization;
using IvifMl.Mapping;
using IvifMl.Metrics;

namespace IvifMl;

/// <summary>
/// A metric profile as the numbers that travel in a saved model: a version, then the bytes of its JSON. So a profile of the user's own is
/// saved with every variant it has, exactly; one with a variant that this build does not know is refused when it is read.
/// </summary>
internal static class ProfileSettings
{
    private const float Version = 1;
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static float[] ToVector(MetricProfile profile) => [Version, .. JsonSerializer.SerializeToUtf8Bytes(profile, Json).Select(b => (float)b)];

    public static MetricProfile FromVector(float[] vector)
    {
        SettingsVector.Check(vector, Version, vector.Length, "ScoreFusion");
        try
        {
            return JsonSerializer.Deserialize<MetricProfile>([.. vector.Skip(1).Select(v => (byte)v)], Json)!;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"The saved metric profile cannot be read by this build of IvifMl: {error.Message} Save the model again with this build.", error);
        }
    }

    /// <summary>Throws unless the profile has metrics, each once.</summary>
    public static void Validate(MetricProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (profile.Metrics.Count == 0)
        {
            throw new ArgumentException($"Profile '{profile.Name}' has no metric; name at least one in Metrics.");
        }

        foreach (IGrouping<FusionMetric, FusionMetric> metric in profile.Metrics.GroupBy(m => m))
        {
            if (!Enum.IsDefined(metric.Key))
            {
                throw new ArgumentException($"Profile '{profile.Name}' has the metric {(int)metric.Key}; there is no such metric.");
            }

            if (metric.Count() > 1)
            {
                throw new ArgumentException($"Profile '{profile.Name}' has {metric.Key.ShortName()} twice; name each metric once.");
            }
        }

        profile.StructuralSimilarity.Validate();
        profile.MultiScaleStructuralSimilarity.Validate();
    }
}
