using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using IvifMl.Imaging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// The state of a training in one file: a zip of the network's weights, the best ones so far, the optimizer's state and what was measured.
/// Chance needs no state, since everything drawn follows from the seed and the step.
/// </summary>
internal sealed class TrainingCheckpoint
{
    /// <summary>The file's name in the output folder.</summary>
    public const string FileName = "checkpoint.ivif";

    /// <summary>The entry with the weights that are trained.</summary>
    public const string WeightsEntry = "weights";

    private const string StateEntry = "state.json";
    private const string BestEntry = "best";
    private const string OptimizerEntry = "optimizer";

    /// <summary>What a training has come to.</summary>
    /// <param name="Recipe">Fingerprint of everything that decides the weights; a checkpoint of another recipe is refused.</param>
    /// <param name="Step">Steps done.</param>
    /// <param name="Best">The best validation so far.</param>
    /// <param name="Stale">Validations since then.</param>
    /// <param name="Stopped">Whether early stopping has ended the training.</param>
    public sealed record State(string Recipe, long Step, double? Best, int Stale, bool Stopped);

    /// <summary>Writes a checkpoint in the place of the one before, the modules each as the entry of its name; a reader sees either one, whole.</summary>
    public static void Save(string path, State state, IReadOnlyDictionary<string, nn.Module> modules, byte[]? best, Adam optimizer)
    {
        using MemoryStream content = new();
        using (ZipArchive zip = new(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, StateEntry, JsonSerializer.SerializeToUtf8Bytes(state));
            foreach ((string entry, nn.Module module) in modules)
            {
                Write(zip, entry, WeightsOf(module));
            }

            if (best is not null)
            {
                Write(zip, BestEntry, best);
            }

            using MemoryStream memory = new();
            using (BinaryWriter writer = new(memory, System.Text.Encoding.UTF8, leaveOpen: true))
            {
                optimizer.save_state_dict(writer);
            }

            Write(zip, OptimizerEntry, memory.ToArray());
        }

        AtomicFile.Write(path, content.ToArray());
    }

    /// <summary>Puts a checkpoint's state into the modules and the optimizer.</summary>
    /// <returns>The state and the best weights so far.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another recipe.</exception>
    public static (State State, byte[]? Best) Load(string path, string recipe, IReadOnlyDictionary<string, nn.Module> modules, Adam optimizer)
    {
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(path);
            State state = JsonSerializer.Deserialize<State>(Read(zip, StateEntry)!) ?? throw new InvalidDataException("it has no state");
            if (state.Recipe != recipe)
            {
                throw new InvalidDataException("it belongs to a training with other options or other pairs; choose another output folder, or delete it to begin anew");
            }

            foreach ((string entry, nn.Module module) in modules)
            {
                Restore(module, Read(zip, entry)!);
            }

            using BinaryReader reader = new(new MemoryStream(Read(zip, OptimizerEntry)!));
            optimizer.load_state_dict(reader);
            return (state, Read(zip, BestEntry, optional: true));
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or EndOfStreamException or ArgumentException or FormatException)
        {
            throw new InvalidDataException($"The checkpoint '{path}' cannot be resumed: {error.Message}.", error);
        }
    }

    /// <summary>Puts a checkpoint's weights into a network, whatever recipe they come from.</summary>
    /// <param name="path">The checkpoint.</param>
    /// <param name="network">A network of the kind and the sizes that were trained.</param>
    /// <param name="kind">The network's kind, for messages.</param>
    /// <param name="best">Whether to take the best weights where the checkpoint has some, instead of the last ones.</param>
    /// <param name="entry">The entry of the last weights.</param>
    /// <exception cref="InvalidDataException">The file is no checkpoint, is damaged, or holds another network.</exception>
    public static void LoadWeights(string path, nn.Module network, string kind, bool best, string entry = WeightsEntry)
    {
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(path);
            Restore(network, (best ? Read(zip, BestEntry, optional: true) : null) ?? Read(zip, entry)!);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or ArgumentException or FormatException)
        {
            throw new InvalidDataException($"'{path}' is no checkpoint of {kind} with its usual sizes: {error.Message.TrimEnd('.')}. Give the output folder of a training, or its {FileName}.", error);
        }
    }

    /// <summary>The checkpoint that a path names by itself or by its folder.</summary>
    /// <param name="path">The checkpoint, or the output folder of a training.</param>
    /// <param name="training">What makes such a folder, for the message.</param>
    /// <exception cref="FileNotFoundException">No checkpoint is there.</exception>
    public static string Find(string path, string training)
    {
        string checkpoint = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        return File.Exists(checkpoint)
            ? checkpoint
            : throw new FileNotFoundException($"'{path}' has no {FileName}. Give the output folder of {training}.", checkpoint);
    }

    /// <summary>Puts the weights of an earlier training into a network that is to be trained on.</summary>
    /// <param name="path">Its checkpoint, or its output folder; null for no start.</param>
    /// <param name="network">The network.</param>
    /// <param name="kind">The network's kind, for messages.</param>
    /// <param name="entry">The entry of the last weights; the best ones are taken where the checkpoint has some.</param>
    /// <returns>A word for the recipe that tells one start from another; empty without a start.</returns>
    /// <exception cref="FileNotFoundException">No checkpoint is there.</exception>
    /// <exception cref="InvalidDataException">The file is no checkpoint, is damaged, or holds another network.</exception>
    public static string Start(string? path, nn.Module network, string kind, string entry)
    {
        if (path is null)
        {
            return "";
        }

        LoadWeights(Find(path, $"a training of {kind}"), network, kind, best: true, entry);
        return Convert.ToHexStringLower(SHA256.HashData(WeightsOf(network)));
    }

    /// <summary>A network's weights as bytes.</summary>
    public static byte[] WeightsOf(nn.Module network)
    {
        using MemoryStream memory = new();
        network.save(memory);
        return memory.ToArray();
    }

    /// <summary>Puts weights back.</summary>
    public static void Restore(nn.Module network, byte[] weights)
    {
        using IDisposable still = no_grad();
        using MemoryStream memory = new(weights);
        network.load(memory);
    }

    private static void Write(ZipArchive zip, string name, byte[] bytes)
    {
        using Stream stream = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        stream.Write(bytes);
    }

    private static byte[]? Read(ZipArchive zip, string name, bool optional = false)
    {
        ZipArchiveEntry? entry = zip.GetEntry(name);
        if (entry is null)
        {
            return optional ? null : throw new InvalidDataException($"it has no entry '{name}'");
        }

        using Stream stream = entry.Open();
        using MemoryStream memory = new();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
