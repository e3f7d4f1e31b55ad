using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Onnx;

namespace Microsoft.ML;

/// <summary>
/// The verb that scores with a graph, from a file or a stream; with all inputs and outputs of the graph, with one of
/// each, or with some; with or without shapes for free dimensions.
/// </summary>
public static class OnnxCatalog
{
    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string modelFile, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        catalog.Apply([], [], modelFile, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, Stream modelBytes, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        catalog.Apply([], [], modelBytes, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string modelFile, IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        catalog.Apply([], [], modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, Stream modelBytes, IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        catalog.Apply([], [], modelBytes, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, string modelFile, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        catalog.Apply([outputColumnName], [inputColumnName], modelFile, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, Stream modelBytes, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        catalog.Apply([outputColumnName], [inputColumnName], modelBytes, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, OnnxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        SessionSettings settings = Settings(catalog, options.ShapeDictionary, options.GpuDeviceId, options.FallbackToCpu, options.RecursionLimit) with
        {
            InterOpNumThreads = options.InterOpNumThreads,
            IntraOpNumThreads = options.IntraOpNumThreads,
        };
        return Make(catalog.Environment, options.OutputColumns, options.InputColumns, () => GraphFile.Of(options.ModelFile), settings);
    }

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, string modelFile,
        IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        catalog.Apply([outputColumnName], [inputColumnName], modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, Stream modelBytes,
        IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        catalog.Apply([outputColumnName], [inputColumnName], modelBytes, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string[] outputColumnNames, string[] inputColumnNames, string modelFile, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        catalog.Apply(outputColumnNames, inputColumnNames, modelFile, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string[] outputColumnNames, string[] inputColumnNames, Stream modelBytes, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        catalog.Apply(outputColumnNames, inputColumnNames, modelBytes, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string[] outputColumnNames, string[] inputColumnNames, string modelFile,
        IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        catalog.Apply(outputColumnNames, inputColumnNames, modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string[] outputColumnNames, string[] inputColumnNames, Stream modelBytes,
        IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        catalog.Apply(outputColumnNames, inputColumnNames, modelBytes, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string[] outputColumnNames, string[] inputColumnNames, string modelFile,
        IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false, int recursionLimit = 100) =>
        catalog.Apply(outputColumnNames, inputColumnNames, modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu, recursionLimit);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string[] outputColumnNames, string[] inputColumnNames, Stream modelBytes,
        IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false, int recursionLimit = 100) =>
        catalog.Apply(outputColumnNames, inputColumnNames, modelBytes, shapeDictionary, gpuDeviceId, fallbackToCpu, recursionLimit);

    private static OnnxScoringEstimator Apply(
        this TransformsCatalog catalog, string[] outputs, string[] inputs, string file,
        IDictionary<string, int[]> shapes, int? gpu, bool fallback, int recursionLimit = 100) =>
        Make(catalog.Environment, outputs, inputs, () => GraphFile.Of(file), Settings(catalog, shapes, gpu, fallback, recursionLimit));

    private static OnnxScoringEstimator Apply(
        this TransformsCatalog catalog, string[] outputs, string[] inputs, Stream bytes,
        IDictionary<string, int[]> shapes, int? gpu, bool fallback, int recursionLimit = 100)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        GraphFile Copy() => GraphFile.Temporary(catalog.Environment, file =>
        {
            bytes.Seek(0, SeekOrigin.Begin);
            bytes.CopyTo(file);
        });
        return Make(catalog.Environment, outputs, inputs, Copy, Settings(catalog, shapes, gpu, fallback, recursionLimit));
    }

    private static OnnxScoringEstimator Make(IHostEnvironment environment, string[] outputs, string[] inputs, Func<GraphFile> file, SessionSettings settings) =>
        new(environment, new OnnxTransformer(environment, outputs, inputs, file, settings));

    // A device named in the call goes before that of the context.
    private static SessionSettings Settings(TransformsCatalog catalog, IDictionary<string, int[]> shapes, int? gpu, bool fallback, int recursionLimit)
    {
        HostEnvironment host = HostEnvironment.Of(catalog.Environment);
        return new SessionSettings
        {
            GpuDeviceId = gpu ?? host.GpuDeviceId,
            FallbackToCpu = gpu is null && host.GpuDeviceId is not null ? host.FallbackToCpu : fallback,
            Shapes = shapes is null ? new Dictionary<string, int[]>() : new Dictionary<string, int[]>(shapes),
            RecursionLimit = recursionLimit,
        };
    }
}
