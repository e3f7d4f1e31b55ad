using System.Security.Cryptography;
using IvifMl.Tests.Support;

namespace IvifMl.Tests;

public sealed class ModelCardTests
{
    [Fact]
    public void Every_shipped_model_has_a_card_with_its_checksum()
    {
        string[] files = Directory.GetFiles(Repository.PathOf("models"));
        string[] models = [.. files.Where(file => Path.GetExtension(file) != ".md")];

        // A model of several files has one card, whose name begins theirs.
        Assert.NotEmpty(models);
        Assert.All(models, model => Assert.Contains(
            files.Where(file => Path.GetExtension(file) == ".md" && model.StartsWith(Path.ChangeExtension(file, null), StringComparison.Ordinal)),
            card => File.ReadAllText(card).Contains(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(model))), StringComparison.Ordinal)));
    }
}
