using System.Security.Cryptography;
using IvifMl.Tests.Support;

namespace IvifMl.Tests;

public sealed class ModelCardTests
{
    [Fact]
    public void Every_shipped_model_has_a_card_with_its_checksum()
    {
        string[] models = Directory.GetFiles(Repository.PathOf("models"), "*.onnx");

        Assert.NotEmpty(models);
        Assert.All(models, model => Assert.Contains(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(model))), File.ReadAllText(Path.ChangeExtension(model, ".md")), StringComparison.Ordinal));
    }
}
