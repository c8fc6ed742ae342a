using Rebato.Kernel;

namespace Rebato.Engines.Tests.Kernel;

public sealed class InstantTests
{
    [Fact]
    public void The_offset_only_says_where_it_lies()
    {
        var madrid = Instant.From(DateTimeOffset.Parse("2026-10-25T02:30:00+02:00"));
        var utc = Instant.From(DateTimeOffset.Parse("2026-10-25T00:30:00Z"));
        Assert.Equal(utc, madrid);
        Assert.Equal("2026-10-25T00:30:00Z", madrid.ToString());
    }
}
