namespace IvifMl.Scenes.Numerics;

/// <summary>
/// A point or direction in metres: X to the right, Y up, Z away from the camera. Own arithmetic, since the order of additions in
/// <see cref="System.Numerics.Vector3"/>'s dot product depends on the processor.
/// </summary>
internal readonly struct Vec3(float x, float y, float z)
{
    public readonly float X = x;
    public readonly float Y = y;
    public readonly float Z = z;

    public float Length => MathF.Sqrt(Dot(this));

    public static Vec3 operator +(Vec3 a, Vec3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vec3 operator -(Vec3 a, Vec3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Vec3 operator *(Vec3 a, float k) => new(a.X * k, a.Y * k, a.Z * k);

    public float Dot(Vec3 o) => (X * o.X) + (Y * o.Y) + (Z * o.Z);

    public Vec3 Cross(Vec3 o) => new((Y * o.Z) - (Z * o.Y), (Z * o.X) - (X * o.Z), (X * o.Y) - (Y * o.X));

    public Vec3 Unit() => this * (1f / MathF.Max(Length, 1e-9f));
}
