using Xunit;

namespace IvifMl.Tests.Support;

/// <summary>Where the checkout and the optional shared material beside it lie.</summary>
public static class Repository
{
    private static readonly Lazy<string> LazyRoot = new(FindRoot);

    /// <summary>The checkout's root: the folder that holds IvifMl.sln.</summary>
    public static string Root => LazyRoot.Value;

    /// <summary>A path inside the checkout.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A path inside <c>../shared</c>; the test is skipped with a message when it is not there.</summary>
    public static string Shared(params string[] parts)
    {
        string path = Path.GetFullPath(Path.Combine([Root, "..", "shared", .. parts]));
        Skip.IfNot(Path.Exists(path), $"Needs ../shared/{string.Join('/', parts)}, which is not here.");
        return path;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IvifMl.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No IvifMl.sln above {AppContext.BaseDirectory}.");
    }
}
