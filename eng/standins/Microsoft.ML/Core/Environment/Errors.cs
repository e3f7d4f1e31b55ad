namespace Microsoft.ML.Runtime;

/// <summary>The sentences for schemas that do not fit.</summary>
internal static class Errors
{
    public static ArgumentOutOfRangeException MissingColumn(string column, string role = "input", string parameter = "inputSchema") =>
        new(parameter, $"Could not find {role} column '{column}'.");

    public static ArgumentOutOfRangeException WrongType(string column, string expected, string actual, string role = "input", string parameter = "inputSchema") =>
        new(parameter, $"Schema mismatch for {role} column '{column}': expected {expected}, got {actual}.");
}
