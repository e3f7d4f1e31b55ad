using IvifMl.Metrics;

namespace IvifMl.Evaluation;

/// <summary>A result, arranged for the report: methods by their place in the ranking.</summary>
internal sealed class ReportData
{
    private readonly Dictionary<string, int> _places;
    private readonly HashSet<int> _competitors;

    public ReportData(EvaluationResult result)
    {
        Result = result;
        _places = result.Ranking.Select((m, i) => (m.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);
        int[] methods = [.. Enumerable.Range(0, Methods.Count).Where(m => Methods[m].Kind != MethodKind.Baseline)];
        _competitors = [.. methods.Length > 1 ? methods : Enumerable.Range(0, Methods.Count)];
    }

    public EvaluationResult Result { get; }

    public IReadOnlyList<MethodSummary> Methods => Result.Ranking;

    public IReadOnlyList<FusionMetric> Metrics => Result.Profile.Metrics;

    /// <summary>A method's place in the ranking, from 0.</summary>
    public int PlaceOf(string method) => _places.TryGetValue(method, out int place)
        ? place
        : throw new ArgumentException($"The evaluation has no method '{method}'; give the report the methods that were evaluated.");

    /// <summary>A pair's scores by the methods' places.</summary>
    public MethodScore[] ScoresOf(PairScores pair)
    {
        MethodScore[] scores = new MethodScore[Methods.Count];
        foreach (MethodScore score in pair.Methods)
        {
            scores[PlaceOf(score.Method)] = score;
        }

        return scores;
    }

    /// <summary>
    /// Which of the values, one a method, are the best and the worst. Baselines do not count where there are two methods to compare: a source has the
    /// whole information of itself.
    /// </summary>
    public (HashSet<int> Best, HashSet<int> Worst) Extremes(IReadOnlyList<double?> values, FusionMetric metric)
    {
        double[] competing = [.. _competitors.Select(m => values[m]).OfType<double>()];
        if (competing.Length < 2 || competing.Min() == competing.Max())
        {
            return ([], []);
        }

        (double best, double worst) = metric.Direction() == MetricDirection.HigherIsBetter ? (competing.Max(), competing.Min()) : (competing.Min(), competing.Max());
        return ([.. _competitors.Where(m => values[m] == best)], [.. _competitors.Where(m => values[m] == worst)]);
    }
}
