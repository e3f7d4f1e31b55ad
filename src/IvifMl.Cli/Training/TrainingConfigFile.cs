using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using IvifMl.Imaging;

namespace IvifMl.Cli;

/// <summary>How configurations of trainings are read and written: camel case, comments allowed, unknown names refused.</summary>
internal static class TrainingConfigFile
{
    /// <summary>The file's name in the output folder of a training.</summary>
    public const string FileName = "config.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
    };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="page">The page of the documentation that lists what it may hold.</param>
    /// <exception cref="InvalidDataException">The file is no configuration; the message says where.</exception>
    public static T Read<T>(string path, string page)
        where T : new()
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), Json) ?? new();
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{path}' is no training configuration: {error.Message} {page} lists what it may hold.", error);
        }
    }

    /// <summary>Makes paths full that are relative to a configuration's folder.</summary>
    public static Func<string, string> PathsOf(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return relative => Path.GetFullPath(Path.Combine(folder, relative));
    }

    /// <summary>A configuration as the text of a file.</summary>
    public static string ToJson<T>(T config) => JsonSerializer.Serialize(config, Json);

    /// <summary>Makes a training's output folder and keeps the configuration in it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="json">The configuration's text.</param>
    /// <returns>The folder's full path.</returns>
    public static string Keep(string folder, string json)
    {
        string output = Directory.CreateDirectory(folder).FullName;
        AtomicFile.Write(Path.Combine(output, FileName), Encoding.UTF8.GetBytes(json));
        return output;
    }
}
