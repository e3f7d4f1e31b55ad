using System.Diagnostics;
using static TorchSharp.torch;

namespace IvifMl.TrainingStep;

/// <summary>The network, data and optimizer of <c>training_step.py</c>.</summary>
internal sealed class Step : IDisposable
{
    private readonly nn.Module<Tensor, Tensor> _net;
    private readonly optim.Optimizer _adam;
    private readonly Tensor _x;
    private readonly Tensor _y;
    private readonly Tensor _a;
    private readonly Tensor _b;

    public Step(int threads)
    {
        set_num_threads(threads);
        manual_seed(1);
        _net = nn.Sequential(
            nn.Conv2d(2, 32, 3, padding: 1), nn.LeakyReLU(0.2),
            nn.Conv2d(32, 32, 3, padding: 1), nn.LeakyReLU(0.2),
            nn.Conv2d(32, 32, 3, padding: 1), nn.LeakyReLU(0.2),
            nn.Conv2d(32, 1, 3, padding: 1), nn.Sigmoid());
        _adam = optim.Adam(_net.parameters(), 1e-3);
        (_x, _y, _a, _b) = (rand(4, 2, 128, 128), rand(4, 1, 128, 128), rand(4), rand(4));
    }

    /// <summary>The mean time of a step: gradients to zero, forward, loss, backward, Adam.</summary>
    public double Milliseconds(int count) => Time(count, () =>
    {
        using IDisposable scope = NewDisposeScope();
        _adam.zero_grad();
        nn.functional.l1_loss(_net.forward(_x), _y).backward();
        _adam.step();
    }).TotalMilliseconds / count;

    /// <summary>The mean time of an addition of two tensors of four numbers.</summary>
    public double AdditionNanoseconds(int count) => Time(count, () => add(_a, _b).Dispose()).TotalNanoseconds / count;

    public void Dispose()
    {
        _adam.Dispose();
        _net.Dispose();
        _x.Dispose();
        _y.Dispose();
        _a.Dispose();
        _b.Dispose();
    }

    private static TimeSpan Time(int count, Action work)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            work();
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
