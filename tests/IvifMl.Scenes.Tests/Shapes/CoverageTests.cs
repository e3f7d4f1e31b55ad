using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;
using IvifMl.Scenes.Shapes;

namespace IvifMl.Scenes.Tests.Shapes;

/// <summary>Anti-aliased coverage summed over pixels is the shape's area: at 1 m with focal length 100, a metre is 100 pixels.</summary>
public class CoverageTests
{
    private static readonly Camera View = new(200, 200, 100f, 100f, 100f, 0f);
    private static readonly Vec3 Foot = new(0.003f, 0.002f, 1f);

    [Fact]
    public void EllipseHasTheAreaPiAB() => Close(MathF.PI * 30f * 20f, Area(new EllipseShape(View, Foot, 0f, 0f, 0.3f, 0.2f)));

    [Fact]
    public void CapsuleIsARectangleAndTwoHalfDiscs() => Close((2f * 10f * 60f) + (MathF.PI * 100f), Area(new CapsuleShape(View, Foot, -0.3f, 0f, 0.1f, 0.3f, 0f, 0.1f)));

    [Fact]
    public void TriangleIsHalfItsRectangle()
        => Close(0.5f * 80f * 50f, Area(new FaceShape(View, [Foot, Foot + new Vec3(0.8f, 0f, 0f), Foot + new Vec3(0f, 0.5f, 0f)])), 0.02f);

    [Fact]
    public void RoundedSquareLosesItsCorners()
        => Close((60f * 60f) - ((4f - MathF.PI) * 100f), Area(new FaceShape(View, [Foot, Foot + new Vec3(0.6f, 0f, 0f), Foot + new Vec3(0.6f, 0.6f, 0f), Foot + new Vec3(0f, 0.6f, 0f)], roundMetres: 0.1f)));

    [Fact]
    public void FacesThatShareAnEdgeLeaveNoGapAndNoOverlap()
    {
        Vec3 up = new(0f, 0.5f, 0f);
        Vec3 right = new(0.31f, 0.07f, 0f);
        FaceShape left = new(View, [Foot, Foot + right, Foot + right + up, Foot + up]);
        FaceShape next = new(View, [Foot + right, Foot + right + right, Foot + right + right + up, Foot + right + up]);
        Fragment at = default;
        for (int y = 70; y < 85; y++)
        {
            for (int x = 110; x < 150; x++)
            {
                Assert.Equal(1f, left.Cover(x + 0.5f, y + 0.5f, ref at) + next.Cover(x + 0.5f, y + 0.5f, ref at), 1e-3f);
            }
        }
    }

    [Fact]
    public void SpansHoldAllThatIsCovered()
    {
        FaceShape face = new(View, [Foot, Foot + new Vec3(0.5f, 0.1f, 0f), Foot + new Vec3(0.2f, 0.6f, 0f)]);
        Fragment at = default;
        for (int y = 0; y < 200; y++)
        {
            face.Span(y + 0.5f, out float from, out float to);
            for (int x = 0; x < 200; x++)
            {
                if (face.Cover(x + 0.5f, y + 0.5f, ref at) > 0f)
                {
                    Assert.InRange(x + 0.5f, from - 0.5f, to + 0.5f);
                }
            }
        }
    }

    [Fact]
    public void GroundKnowsItsDepth()
    {
        Camera standing = new(200, 200, 100f, 100f, 80f, 2f);
        Fragment at = default;
        Assert.Equal(1f, new GroundShape(standing).Cover(100f, 100f, ref at));
        Assert.Equal(10f, at.Z, 1e-4f);
        Assert.Equal(0f, at.X, 1e-4f);
        Assert.Equal(0.1f, at.FootS, 1e-5f);
    }

    private static float Area(Shape shape)
    {
        Fragment at = default;
        float sum = 0f;
        for (int y = 0; y < 200; y++)
        {
            for (int x = 0; x < 200; x++)
            {
                sum += shape.Cover(x + 0.5f, y + 0.5f, ref at);
            }
        }

        return sum;
    }

    private static void Close(float expected, float actual, float tolerance = 0.01f) => Assert.InRange(actual / expected, 1f - tolerance, 1f + tolerance);
}
