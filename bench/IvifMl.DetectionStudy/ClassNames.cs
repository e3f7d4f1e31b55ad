namespace IvifMl.DetectionStudy;

/// <summary>Classes of different data sets and detectors under one name.</summary>
internal sealed class ClassNames
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Reads values NAME=A,B.</summary>
    public ClassNames(IEnumerable<string> merges)
    {
        foreach (string merge in merges)
        {
            if (merge.Split('=') is not [{ Length: > 0 } name, var parts])
            {
                throw new ArgumentException($"--merge is '{merge}'; write NAME=A,B, such as vehicle=car,truck,bus.");
            }

            foreach (string part in parts.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                _names[part] = name;
            }
        }
    }

    public string Of(string label) => _names.GetValueOrDefault(label, label);
}
