namespace IvifMl.Training.Tests.Trainer;

public sealed class LearningRateScheduleTests
{
    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(4, 0.5)]
    [InlineData(9, 1)]
    [InlineData(49, 1)]
    [InlineData(50, 0.5)]
    [InlineData(60, 0.25)]
    [InlineData(99, 0.25)]
    public void The_rate_warms_up_and_is_halved_at_each_milestone(long step, double share)
        => Assert.Equal(share * 2e-3, LearningRateSchedule.RateAt(step, 2e-3, warmUp: 10, [50, 60]), 12);

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(9, 1)]
    [InlineData(10, 1)]
    [InlineData(60, 0.55)]
    [InlineData(110, 0.1)]
    public void The_rate_warms_up_and_falls_along_a_cosine(long step, double share)
        => Assert.Equal(share * 2e-3, LearningRateSchedule.CosineAt(step, 2e-3, warmUp: 10, steps: 110, lastShare: 0.1), 12);
}
