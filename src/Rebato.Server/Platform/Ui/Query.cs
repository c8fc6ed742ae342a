using Microsoft.AspNetCore.Http.Extensions;

namespace Rebato.Platform.Ui;

/// <summary>Links that change one thing of the current address and keep the rest.</summary>
public static class Query
{
    /// <summary>The current address with <paramref name="name"/> set to <paramref name="value"/>, without the parameters in <paramref name="without"/>.</summary>
    public static string With(HttpRequest request, string name, string? value, params string[] without)
    {
        var query = new QueryBuilder(request.Query
            .Where(pair => pair.Key != name && !without.Contains(pair.Key))
            .SelectMany(pair => pair.Value, (pair, one) => KeyValuePair.Create(pair.Key, one ?? "")));
        if (value is not null) query.Add(name, value);
        return request.PathBase + request.Path + query.ToQueryString();
    }
}
