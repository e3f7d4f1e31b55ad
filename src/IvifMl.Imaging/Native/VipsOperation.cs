namespace IvifMl.Imaging.Native;

/// <summary>One libvips operation: named, given its arguments, built, its output taken. Not cached by libvips.</summary>
internal sealed unsafe class VipsOperation : IDisposable
{
    private readonly GObjectHandle _operation;
    private readonly string _name;
    private bool _built;

    /// <param name="name">The operation's nickname ("pngsave_buffer") or class name.</param>
    /// <exception cref="VipsException">This libvips has no such operation.</exception>
    public VipsOperation(string name)
    {
        VipsLibrary.Initialize();
        _name = name;
        _operation = GObjectHandle.Own(VipsNative.vips_operation_new(name));
    }

    /// <summary>Sets a number, a flag or an enum by its text.</summary>
    public VipsOperation Set(string argument, string value)
        => VipsNative.vips_object_set_argument_from_string(_operation, argument, value) == 0 ? this : throw VipsException.FromErrorBuffer();

    /// <summary>Sets an image; the operation keeps a reference of its own.</summary>
    public VipsOperation Set(string argument, GObjectHandle image)
    {
        GValue value = default;
        VipsNative.g_value_init(ref value, VipsNative.vips_image_get_type());
        VipsNative.g_value_set_object(ref value, image);
        VipsNative.g_object_set_property(_operation, argument, value);
        VipsNative.g_value_unset(ref value);
        return this;
    }

    /// <summary>Sets bytes, not copied: the memory must stay where it is until every image of the operation is released.</summary>
    public VipsOperation Set(string argument, byte* data, int length)
    {
        nint blob = VipsNative.vips_blob_new(0, data, (nuint)length);
        GValue value = default;
        VipsNative.g_value_init(ref value, VipsNative.vips_blob_get_type());
        VipsNative.g_value_set_boxed(ref value, blob);
        VipsNative.g_object_set_property(_operation, argument, value);
        VipsNative.g_value_unset(ref value);
        VipsNative.vips_area_unref(blob);
        return this;
    }

    /// <summary>Runs the operation and takes its output image.</summary>
    /// <exception cref="VipsException">libvips refused or failed.</exception>
    public GObjectHandle BuildImage()
    {
        Build();
        GValue value = default;
        VipsNative.g_value_init(ref value, VipsNative.vips_image_get_type());
        VipsNative.g_object_get_property(_operation, "out", ref value);
        nint image = VipsNative.g_value_dup_object(value);
        VipsNative.g_value_unset(ref value);
        return GObjectHandle.Own(image);
    }

    /// <summary>Runs the operation and hands its output bytes, which live only during the call, to <paramref name="use"/>.</summary>
    /// <exception cref="VipsException">libvips refused or failed.</exception>
    public TResult BuildBlob<TResult>(Func<ReadOnlySpan<byte>, TResult> use)
    {
        Build();
        GValue value = default;
        VipsNative.g_value_init(ref value, VipsNative.vips_blob_get_type());
        VipsNative.g_object_get_property(_operation, "buffer", ref value);
        try
        {
            nint data = VipsNative.vips_value_get_blob(value, out nuint length);
            return use(new ReadOnlySpan<byte>((void*)data, checked((int)length)));
        }
        finally
        {
            VipsNative.g_value_unset(ref value);
        }
    }

    /// <summary>Lets go of the operation and of outputs that nobody took.</summary>
    public void Dispose()
    {
        if (_built)
        {
            VipsNative.vips_object_unref_outputs(_operation);
        }

        _operation.Dispose();
    }

    /// <summary>The operation's name, for debugging.</summary>
    public override string ToString() => _name;

    private void Build()
    {
        _built = true;
        if (VipsNative.vips_object_build(_operation) != 0)
        {
            throw VipsException.FromErrorBuffer();
        }
    }
}
