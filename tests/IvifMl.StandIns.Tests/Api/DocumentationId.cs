using System.Reflection;
using System.Text;

namespace IvifMl.StandIns.Tests.Api;

/// <summary>Documentation-comment ids, as compilers write them into XML documentation.</summary>
public static class DocumentationId
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The ids of all types and members that code outside of the assembly can name.</summary>
    public static IEnumerable<string> PublicSurface(Assembly assembly) => assembly.GetTypes().Where(IsVisible).SelectMany(OfTypeAndMembers).Order(StringComparer.Ordinal);

    public static IEnumerable<string> OfTypeAndMembers(Type type)
    {
        yield return Of(type);
        foreach (FieldInfo field in type.GetFields(Declared).Where(f => !f.IsSpecialName && (f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly)))
        {
            yield return $"F:{Name(type)}.{field.Name}";
        }

        foreach (MethodBase method in type.GetConstructors(Declared & ~BindingFlags.Static).Concat<MethodBase>(type.GetMethods(Declared)).Where(IsOwnMethod))
        {
            yield return Of(method);
        }

        foreach (PropertyInfo property in type.GetProperties(Declared).Where(p => p.GetAccessors(true).Any(IsVisible)))
        {
            yield return $"P:{Name(type)}.{property.Name}{Parameters(property.GetIndexParameters())}";
        }

        foreach (EventInfo e in type.GetEvents(Declared).Where(e => IsVisible(e.AddMethod!)))
        {
            yield return $"E:{Name(type)}.{e.Name}";
        }
    }

    public static string Of(Type type) => "T:" + Name(type);

    public static string Of(MethodBase method)
    {
        var id = new StringBuilder("M:").Append(Name(method.DeclaringType!)).Append('.').Append(method.Name.Replace('.', '#'));
        if (method.IsGenericMethod)
        {
            id.Append("``").Append(method.GetGenericArguments().Length);
        }

        id.Append(Parameters(method.GetParameters()));
        if (method is MethodInfo { Name: "op_Implicit" or "op_Explicit" } conversion)
        {
            id.Append('~').Append(Reference(conversion.ReturnType));
        }

        return id.ToString();
    }

    /// <summary>Whether code outside of the assembly can name the type: it and all types around it are public or protected.</summary>
    private static bool IsVisible(Type type) => type.IsNested
        ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!)
        : type.IsPublic;

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    /// <summary>Accessors belong to their properties and events; operators are special names too, but methods of their own.</summary>
    private static bool IsOwnMethod(MethodBase method) =>
        IsVisible(method) && (!method.IsSpecialName || method.IsConstructor || method.Name.StartsWith("op_", StringComparison.Ordinal));

    private static string Name(Type type) => (type.FullName ?? type.Name).Replace('+', '.');

    private static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(p => Reference(p.ParameterType)))})";

    /// <summary>A type as it stands in a parameter list.</summary>
    private static string Reference(Type type)
    {
        if (type.IsByRef)
        {
            return Reference(type.GetElementType()!) + "@";
        }

        if (type.IsPointer)
        {
            return Reference(type.GetElementType()!) + "*";
        }

        if (type.IsArray)
        {
            int rank = type.GetArrayRank();
            return Reference(type.GetElementType()!) + (rank == 1 ? "[]" : $"[{string.Join(',', Enumerable.Repeat("0:", rank))}]");
        }

        if (type.IsGenericParameter)
        {
            return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        }

        return type.IsGenericType ? Constructed(type) : Name(type);
    }

    /// <summary>A generic type with its arguments, each behind the part of the name that takes it.</summary>
    private static string Constructed(Type type)
    {
        var arguments = new Queue<Type>(type.GetGenericArguments());
        IEnumerable<string> parts = Name(type.GetGenericTypeDefinition()).Split('.').Select(part =>
        {
            int tick = part.IndexOf('`', StringComparison.Ordinal);
            return tick < 0
                ? part
                : $"{part[..tick]}{{{string.Join(',', Enumerable.Range(0, int.Parse(part[(tick + 1)..])).Select(_ => Reference(arguments.Dequeue())))}}}";
        });
        return string.Join('.', parts);
    }
}
