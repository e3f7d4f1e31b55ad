using System.Reflection;
using IvifMl.Tests.Support;

namespace IvifMl.Tests;

/// <summary>The public surface of each package, as a text file: changing that file is the moment of review.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("IvifMl")]
    [InlineData("IvifMl.Imaging")]
    [InlineData("IvifMl.Onnx")]
    [InlineData("IvifMl.Metrics")]
    [InlineData("IvifMl.Scenes")]
    [InlineData("IvifMl.Evaluation")]
    public void The_public_surface_is_as_approved(string assembly) =>
        PublicApi.Verify(Assembly.Load(assembly));
}
