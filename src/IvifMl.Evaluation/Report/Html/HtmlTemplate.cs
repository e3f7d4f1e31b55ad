using System.Net;
using System.Text;

namespace IvifMl.Evaluation;

/// <summary>The report's files, which are resources of the assembly.</summary>
internal static class HtmlTemplate
{
    /// <summary>Text as HTML shows it, in elements and in quoted attributes.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A resource's text.</summary>
    public static string Read(string name)
    {
        using Stream stream = typeof(HtmlTemplate).Assembly.GetManifestResourceStream("IvifMl.Evaluation.Html." + name)!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>A template with each <c>{{name}}</c> replaced. What is put in is not looked at again, whatever it holds.</summary>
    public static string Fill(string template, IReadOnlyDictionary<string, string> values)
    {
        string text = Read(template);
        StringBuilder page = new();
        int at = 0;
        for (int start = text.IndexOf("{{", StringComparison.Ordinal); start >= 0; start = text.IndexOf("{{", at, StringComparison.Ordinal))
        {
            int end = text.IndexOf("}}", start, StringComparison.Ordinal);
            page.Append(text, at, start - at).Append(values[text[(start + 2)..end]]);
            at = end + 2;
        }

        return page.Append(text, at, text.Length - at).ToString();
    }
}
