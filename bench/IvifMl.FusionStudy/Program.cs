using System.CommandLine;
using System.Globalization;
using IvifMl.FusionStudy;
using IvifMl.Metrics;
using IvifMl.Onnx;

Option<string[]> data = new("--data") { Description = "Folder of pairs with ir/, vi/ and, if there are any, fused/METHOD/.", AllowMultipleArgumentsPerToken = true };
Option<string[]> models = new("--model") { Description = "Model files to score besides the built pyramid, each with the contract ivif.fusion/1.", AllowMultipleArgumentsPerToken = true };
Option<bool> variants = new("--variants") { Description = "Also scores the pyramid with one number changed at a time." };
Option<bool> complete = new("--complete") { Description = "All metrics of the strict profile instead of the nine that tables of the field print most often; slower." };
Option<bool> time = new("--time") { Description = "Times the score of one 640×480 pair with two threads." };
Option<bool> advisor = new("--advisor") { Description = "Instead: what choosing a candidate for each pair gains over the best single one, by cross-validation over the folders." };
RootCommand root = new("Ranks fusion models among published methods and plain baselines on nine metrics.") { data, models, variants, complete, time, advisor };
root.SetAction(arguments =>
{
    if (arguments.GetValue(advisor))
    {
        Console.WriteLine(AdvisorStudy.Tables(arguments.GetValue(data) ?? []));
        return;
    }

    List<(string Name, byte[] Bytes)> graphs = [("fusion-pyramid (ours)", PyramidFusionGraph.Build())];
    graphs.AddRange((arguments.GetValue(models) ?? []).Select(path => (Path.GetFileNameWithoutExtension(path), File.ReadAllBytes(path))));
    if (arguments.GetValue(time))
    {
        foreach ((string name, byte[] bytes) in graphs)
        {
            using FusionSession session = new(bytes, threads: 2);
            double[] times = session.Time(runs: 100);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: 640×480, 2 threads: median {times[50]:F1} ms, least {times[0]:F1} ms, 90 % within {times[90]:F1} ms"));
        }
    }

    int ours = graphs.Count;
    if (arguments.GetValue(variants))
    {
        graphs.AddRange(Method.Variants.Select(variant => (variant.Name, PyramidFusionGraph.Build(variant.Options))));
    }

    FusionSession[] sessions = [.. graphs.Select(graph => new FusionSession(graph.Bytes, threads: 1))];
    try
    {
        Method[] methods = [.. graphs.Zip(sessions, (graph, session) => new Method(graph.Name, session.Fuse))];
        foreach (string folder in arguments.GetValue(data) ?? [])
        {
            Console.WriteLine(Study.Tables(folder, methods[..ours], methods[ours..], arguments.GetValue(complete) ? MetricProfile.Strict : MetricProfile.Strict with { Metrics = MetricProfile.CommonMetrics }));
            Console.WriteLine();
        }
    }
    finally
    {
        Array.ForEach(sessions, session => session.Dispose());
    }
});
return root.Parse(args).Invoke();
