using System.Globalization;

namespace IvifMl.Mapping;

/// <summary>Settings as the numbers that travel in a saved model: as a constant of a graph, and as text in its metadata.</summary>
internal static class SettingsVector
{
    /// <summary>The numbers as text that reads back exactly.</summary>
    public static string ToText(ReadOnlySpan<float> vector) =>
        string.Join(',', vector.ToArray().Select(v => v.ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>The numbers of a text; none where it is no list of numbers.</summary>
    public static float[] FromText(string text)
    {
        string[] parts = text.Split(',');
        float[] vector = new float[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!float.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out vector[i]))
            {
                return [];
            }
        }

        return vector;
    }

    /// <summary>Throws unless the vector has the version and length that this build writes.</summary>
    public static void Check(ReadOnlySpan<float> vector, float version, int length, string component)
    {
        if (vector.Length == 0 || vector[0] != version || vector.Length != length)
        {
            string found = vector.Length == 0 ? "none" : $"version {vector[0]} with {vector.Length} values";
            throw new InvalidDataException(
                $"The saved {component} settings are {found}; this build of IvifMl reads version {version} with {length} values. Save the model again with this build.");
        }
    }
}
