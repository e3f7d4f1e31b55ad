using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>Draws crops of pairs: the detector's sampler twice, which takes the same places of both sources.</summary>
internal sealed class JointSampler
{
    private readonly DetectorSampler _infrared;
    private readonly DetectorSampler _visible;
    private readonly int _batch;
    private readonly int _side;
    private readonly Device _device;
    private readonly float[] _pixels;

    public JointSampler(IReadOnlyList<DetectorPicture> pairs, IvifDetOptions detector, JointDetectionOptions options, Device device)
    {
        (_batch, _side, _device) = (options.BatchSize, options.CropSide, device);
        _infrared = new(pairs, detector, options.Augmentation, options.CropSide, options.Seed) { Source = DetectorView.Infrared };
        _visible = new(pairs, detector, options.Augmentation, options.CropSide, options.Seed) { Source = DetectorView.Visible };
        _pixels = new float[3 * _batch * _side * _side];
    }

    /// <summary>A batch; it belongs to the current dispose scope.</summary>
    /// <param name="number">The batch's number, from 0, which with the seed decides what is drawn.</param>
    public JointBatch Draw(long number)
    {
        _visible.Draw(number, _batch, _pixels);
        Tensor colour = Crops();
        IReadOnlyList<IReadOnlyList<DetectionTarget>> targets = _infrared.Draw(number, _batch, _pixels);
        return new(Crops().narrow(1, 0, 1).contiguous(), colour, targets);
    }

    private Tensor Crops() => tensor(_pixels, [_batch, 3, _side, _side]).to(_device);
}
