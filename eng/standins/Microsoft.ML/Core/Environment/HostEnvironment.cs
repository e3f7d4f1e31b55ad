namespace Microsoft.ML.Runtime;

/// <summary>What a whole context shares: the listener, the random numbers, the catalog, the device.</summary>
internal sealed class HostEnvironment : HostBase
{
    public HostEnvironment(int? seed)
        : base(null, null, seed is int value ? new Random(value) : new Random())
    {
        Seed = seed;
        ComponentCatalog = new ComponentCatalog();
    }

    public int? Seed { get; }

    public int? GpuDeviceId { get; set; }

    public bool FallbackToCpu { get; set; } = true;

    public string TempFilePath { get; set; } = Path.GetTempPath();

    public override ComponentCatalog ComponentCatalog { get; }

    public override HostEnvironment Root => this;

    public event Action<ChannelMessage, string> MessageSent;

    public void Send(in ChannelMessage message, string source) => MessageSent?.Invoke(message, source);

    /// <summary>The environment behind any <see cref="IHostEnvironment"/> that a context made.</summary>
    public static HostEnvironment Of(IHostEnvironment environment) => environment switch
    {
        MLContext context => context.Environment,
        HostBase host => host.Root,
        null => throw new ArgumentNullException(nameof(environment)),
        _ => throw new ArgumentException("An environment is made by MLContext.", nameof(environment)),
    };
}

/// <summary>The environment of one component; its name is part of the source of its messages.</summary>
internal sealed class Host(HostBase parent, string name, Random random) : HostBase(parent, name, random)
{
    public override ComponentCatalog ComponentCatalog => Root.ComponentCatalog;

    public override HostEnvironment Root { get; } = parent.Root;
}

/// <summary>Registers hosts and starts channels.</summary>
internal abstract class HostBase(HostBase parent, string name, Random random) : IHost
{
    private readonly Lock _lock = new();

    /// <summary>The name behind that of the host's grandparent: the official package leaves the parent out, and sources are filtered by it.</summary>
    public string FullName { get; } = string.Join("; ", new[] { parent?.Parent?.FullName, name }.Where(n => !string.IsNullOrEmpty(n)));

    public string ContextDescription => FullName;

    public Random Rand => random;

    private HostBase Parent => parent;

    public abstract ComponentCatalog ComponentCatalog { get; }

    public abstract HostEnvironment Root { get; }

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new Host(this, name, new Random(seed ?? NextSeed()));
    }

    /// <summary>A seed for something that was given none; the next call gives another.</summary>
    public int NextSeed()
    {
        lock (_lock)
        {
            return random.Next();
        }
    }

    public IChannel Start(string name) => new Channel(this, name);

    public IPipe<TMessage> StartPipe<TMessage>(string name) => new Pipe<TMessage>(this);

    public IProgressChannel StartProgressChannel(string name) => new ProgressChannel();

    public TException Process<TException>(TException ex)
        where TException : Exception
    {
        if (!string.IsNullOrEmpty(FullName))
        {
            ex.Data["Context"] = FullName;
        }

        return ex;
    }
}
