using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace IvifMl.Tests.Support;

/// <summary>The public surface of an assembly as text, for approval.</summary>
public static class PublicApi
{
    /// <summary>Fails unless the surface is that in <c>tests/IvifMl.Tests/PublicApi</c>.</summary>
    public static void Verify(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        Approval.Verify(Describe(assembly), Repository.PathOf("tests", "IvifMl.Tests", "PublicApi", assembly.GetName().Name + ".txt"));
    }

    private static string Describe(Assembly assembly)
    {
        StringBuilder text = new();
        foreach (Type type in assembly.GetExportedTypes().Where(t => !IsGenerated(t) && !t.FullName!.Contains('<', StringComparison.Ordinal)).OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(Name(type)).Append('\n');
            const BindingFlags declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
            foreach (string line in type.GetMembers(declared).Where(m => !IsGenerated(m)).Select(Describe).OfType<string>().Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo { IsPublic: true } c => $"new({Parameters(c)})",
        MethodInfo m when (m.IsPublic || m.IsFamily) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)) && !m.Name.StartsWith('<') =>
            $"{(m.IsStatic ? "static " : "")}{Name(m.ReturnType)} {m.Name}({Parameters(m)})",
        PropertyInfo p when p.GetMethod is { IsPublic: true } get => $"{(get.IsStatic ? "static " : "")}{Name(p.PropertyType)} {p.Name} {{ get;{Setter(p)} }}",
        FieldInfo { IsPublic: true, IsSpecialName: false } f => f.DeclaringType!.IsEnum || f.IsLiteral ? $"{f.Name} = {f.GetRawConstantValue()}" : $"{Name(f.FieldType)} {f.Name}",
        _ => null,
    };

    private static string Setter(PropertyInfo property) => property.SetMethod is not { IsPublic: true } set ? ""
        : set.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit") ? " init;" : " set;";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? $" = {p.DefaultValue ?? "null"}" : "")}"));

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Name(Type type)
    {
        if (type.IsByRef || type.IsArray)
        {
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : "&");
        }

        bool plain = type.IsGenericParameter || type.FullName is null || type.Namespace!.StartsWith("System", StringComparison.Ordinal);
        string name = plain ? type.Name : type.FullName!.Split('[')[0];
        return type.IsGenericType ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
