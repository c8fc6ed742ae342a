using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rebato.Platform.Access;
using Rebato.Tests.Fixtures;

namespace Rebato.Tests.People;

/// <summary>Access is denied by default: what declares nothing is a mistake, and is refused all the same.</summary>
public sealed class EndpointTests
{
    [Fact]
    public async Task Every_endpoint_says_who_may_enter()
    {
        await using var web = await TestWeb.Start("sqlite");
        var endpoints = web.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).ToList();
        Assert.True(endpoints.Count > 15);
        Assert.Empty(endpoints.Where(endpoint => !Declares(endpoint)).Select(endpoint => endpoint.DisplayName));
    }

    [Fact]
    public void An_endpoint_that_says_nothing_is_found() =>
        Assert.False(Declares(new RouteEndpoint(_ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/hueco"), 0, EndpointMetadataCollection(), "hueco")));

    private static Microsoft.AspNetCore.Http.EndpointMetadataCollection EndpointMetadataCollection() => new();

    private static bool Declares(Microsoft.AspNetCore.Http.Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        || (endpoint.Metadata.GetOrderedMetadata<RequiresAttribute>() is { Count: > 0 } asked && asked.All(each => PermissionTable.Of(each.Permission) is not null));
}
