using IvifMl.Tests.Support;

namespace IvifMl.Training.Tests;

/// <summary>The public surface of the package, as the text file <c>tests/IvifMl.Tests/PublicApi/IvifMl.Training.txt</c>.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_as_approved() => PublicApi.Verify(typeof(ClipModel).Assembly);
}
