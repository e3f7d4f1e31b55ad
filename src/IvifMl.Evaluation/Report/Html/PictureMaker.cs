using IvifMl.Imaging;

namespace IvifMl.Evaluation;

/// <summary>Reads the methods' pictures again and makes small ones of them.</summary>
internal static class PictureMaker
{
    /// <summary>The pictures of the pairs that the report shows, in the order of the pairs.</summary>
    public static async Task<IReadOnlyList<PairPictures>> MakeAsync(
        ReportData data, IReadOnlyList<ImagePair> pairs, IReadOnlyList<EvaluationMethod> methods, HtmlReportOptions options)
    {
        Dictionary<string, ImagePair> pairOfName = pairs.ToDictionary(p => p.Name, StringComparer.Ordinal);
        EvaluationMethod[] ranked = [.. methods.OrderBy(m => data.PlaceOf(m.Name))];
        PairScores[] shown = [.. Choose(data.Result.Pairs, ranked.Length, options.MaximumPictures)];
        PairPictures?[] made = new PairPictures?[shown.Length];
        int done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = options.CancellationToken };
        await Parallel.ForAsync(0, shown.Length, parallel, (i, token) =>
        {
            ImagePair pair = pairOfName.TryGetValue(shown[i].Name, out ImagePair? found)
                ? found
                : throw new ArgumentException($"The evaluation has a pair '{shown[i].Name}', which the report was not given.");
            made[i] = Make(data, pair, shown[i], ranked, options, token);
            options.Progress?.Report((Interlocked.Increment(ref done), shown.Length));
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return [.. made.OfType<PairPictures>()];
    }

    /// <summary>As many pairs as the bound allows, evenly from the first to the last.</summary>
    private static IEnumerable<PairScores> Choose(IReadOnlyList<PairScores> pairs, int methods, int maximumPictures)
    {
        int count = maximumPictures == 0 ? 0 : Math.Min(pairs.Count, Math.Max(1, maximumPictures / (methods + 2)));
        return Enumerable.Range(0, count).Select(i => pairs[count == 1 ? 0 : (int)((long)i * (pairs.Count - 1) / (count - 1))]);
    }

    /// <summary>Null where the sources themselves cannot be read; the scores say why.</summary>
    private static PairPictures? Make(
        ReportData data, ImagePair pair, PairScores scores, EvaluationMethod[] methods, HtmlReportOptions options, CancellationToken cancellation)
    {
        MethodScore[] byPlace = data.ScoresOf(scores);
        SourcePictures? sources = byPlace.Any(s => s.Score is not null) ? SourcePictures.Read(pair) : null;
        if (sources is null)
        {
            return null;
        }

        List<(int Place, EvaluationMethod Method, RasterImage Picture)> pictures = [];
        foreach (EvaluationMethod method in methods.Where(m => byPlace[data.PlaceOf(m.Name)].Score is not null && !IsSource(m)))
        {
            cancellation.ThrowIfCancellationRequested();
            pictures.Add((data.PlaceOf(method.Name), method, method.Picture(pair, sources)));
        }

        RasterImage[] compared = [.. pictures.Where(p => p.Method.Kind != MethodKind.Baseline).Select(p => p.Picture)];
        PictureScaler scaler = new(sources.Visible.Height, sources.Visible.Width, options);
        CropWindow window = CropFinder.Find([.. (compared.Length > 1 ? compared : [sources.Infrared, sources.Visible, .. compared]).Select(scaler.Luminance)]);
        return new PairPictures(
            scores,
            window,
            scaler.Width,
            scaler.Height,
            [
                scaler.Panel(PlaceOfSource(data, "infrared"), "infrared", sources.Infrared, window),
                scaler.Panel(PlaceOfSource(data, "visible"), "visible", sources.Visible, window),
            ],
            [.. pictures.Select(p => scaler.Panel(p.Place, p.Method.Name, p.Picture, window))]);
    }

    // The baselines that are the sources themselves are shown as the sources.
    private static bool IsSource(EvaluationMethod method) => method is { Kind: MethodKind.Baseline, Name: "infrared" or "visible" };

    private static int PlaceOfSource(ReportData data, string name)
        => data.Methods.Select((m, i) => (m, i)).Where(p => p.m.Kind == MethodKind.Baseline && p.m.Name == name).Select(p => p.i).DefaultIfEmpty(-1).First();
}
