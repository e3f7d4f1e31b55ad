using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where everything starts: the catalogs, the log and the random numbers of one application.</summary>
public sealed class MLContext : IHostEnvironment
{
    public MLContext(int? seed = null)
    {
        Environment = new HostEnvironment(seed);
        Environment.MessageSent += (message, source) => Log?.Invoke(this, new LoggingEventArgs(message.Message, message.Kind, source));
        Data = new DataOperationsCatalog(Environment);
        Transforms = new TransformsCatalog(Environment);
        Model = new ModelOperationsCatalog(Environment);
        Regression = new RegressionCatalog(Environment);
        BinaryClassification = new BinaryClassificationCatalog(Environment);
    }

    public event EventHandler<LoggingEventArgs> Log;

    public DataOperationsCatalog Data { get; }

    public TransformsCatalog Transforms { get; }

    public ModelOperationsCatalog Model { get; }

    public RegressionCatalog Regression { get; }

    public BinaryClassificationCatalog BinaryClassification { get; }

    public ComponentCatalog ComponentCatalog => Environment.ComponentCatalog;

    public string TempFilePath
    {
        get => Environment.TempFilePath;
        set => Environment.TempFilePath = value;
    }

    public bool FallbackToCpu
    {
        get => Environment.FallbackToCpu;
        set => Environment.FallbackToCpu = value;
    }

    public int? GpuDeviceId
    {
        get => Environment.GpuDeviceId;
        set => Environment.GpuDeviceId = value;
    }

    string IExceptionContext.ContextDescription => Environment.ContextDescription;

    internal HostEnvironment Environment { get; }

    IHost IHostEnvironment.Register(string name, int? seed, bool? verbose) => Environment.Register(name, seed, verbose);

    IChannel IChannelProvider.Start(string name) => Environment.Start(name);

    IPipe<TMessage> IChannelProvider.StartPipe<TMessage>(string name) => Environment.StartPipe<TMessage>(name);

    IProgressChannel IProgressChannelProvider.StartProgressChannel(string name) => Environment.StartProgressChannel(name);

    TException IExceptionContext.Process<TException>(TException ex) => Environment.Process(ex);
}
