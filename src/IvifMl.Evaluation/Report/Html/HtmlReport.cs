using System.Globalization;
using System.Text;
using IvifMl.Imaging;

namespace IvifMl.Evaluation;

/// <summary>
/// An evaluation as one HTML file that opens offline: a ranking that sorts by any column, a box plot a metric, and pictures of each
/// pair with a crop where the methods differ most. It loads nothing: styles, script and pictures are inside, and its content security
/// policy forbids everything else.
/// </summary>
public static class HtmlReport
{
    /// <summary>Makes the report. Pictures are read again from the methods.</summary>
    /// <param name="result">The evaluation.</param>
    /// <param name="pairs">The evaluated pairs.</param>
    /// <param name="methods">The evaluated methods.</param>
    /// <param name="options">Options; defaults where null.</param>
    /// <returns>The file, UTF-8. Equal for equal scores and pictures.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or a pair or method of the result is not among those given.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<byte[]> ToBytesAsync(
        EvaluationResult result, IReadOnlyList<ImagePair> pairs, IReadOnlyList<EvaluationMethod> methods, HtmlReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(methods);
        options ??= new HtmlReportOptions();
        options.Validate();
        ReportData data = new(result);
        IReadOnlyList<PairPictures> pictures = await PictureMaker.MakeAsync(data, pairs, methods, options).ConfigureAwait(false);
        string page = HtmlTemplate.Fill("report.html", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["title"] = HtmlTemplate.Escape(options.Title),
            ["style"] = HtmlTemplate.Read("report.css"),
            ["script"] = HtmlTemplate.Read("report.js"),
            ["facts"] = Facts(data),
            ["ranking"] = RankingSection.Write(data),
            ["distributions"] = DistributionSection.Write(data),
            ["pictures"] = PictureSection.Write(data, pictures),
            ["notes"] = NoteSection.Write(data),
        });
        return Encoding.UTF8.GetBytes(page);
    }

    private static string Facts(ReportData data)
    {
        int methods = data.Methods.Count(m => m.Kind != MethodKind.Baseline);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <li><b>{data.Result.Pairs.Count}</b> {(data.Result.Pairs.Count == 1 ? "pair" : "pairs")}</li>
            <li><b>{methods}</b> {(methods == 1 ? "method" : "methods")}, <b>{data.Methods.Count - methods}</b> baselines</li>
            <li><b>{data.Metrics.Count}</b> {(data.Metrics.Count == 1 ? "metric" : "metrics")}</li>
            <li>profile <b>{HtmlTemplate.Escape(data.Result.Profile.Name)}</b></li>
            <li>ivif <b>{Product.Version}</b></li>
            """);
    }
}
