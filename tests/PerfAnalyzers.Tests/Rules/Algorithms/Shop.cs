namespace PerfAnalyzers.Tests.Rules.Algorithms;

/// <summary>The little domain that the tests of this family search.</summary>
internal static class Shop
{
    private const string Types = """

        #pragma warning disable CS8618
        public class Order { public int Id { get; set; } public int CustomerId { get; set; } public int? AgentId { get; set; } public Guid Code { get; set; } public string Name { get; set; } public double Weight { get; set; } public List<Line> Lines { get; set; } public Customer Customer { get; set; } public List<int> CustomerIds { get; set; } }
        public class Line { public int Id { get; set; } public int ProductId { get; set; } public string Sku { get; set; } }
        public class Customer { public int Id { get; set; } public int? ParentId { get; set; } public Guid Code { get; set; } public string Name { get; set; } public string? Alias { get; set; } public bool IsActive { get; set; } public double Weight { get; set; } public long Number { get; set; } public string Full => Name + Alias; }
        public interface IShop
        {
            Task<List<Order>> GetOrdersAsync();
            Task<List<Customer>> GetCustomersAsync();
            Task<List<Guid>> GetCodesAsync();
            Task<List<string>> GetNamesAsync();
            void Use(object? value);
        }
        """;

    /// <summary>
    /// A method that has <c>orders</c> and <c>customers</c> from outside the program, <c>codes</c> and <c>names</c>,
    /// and a <c>shop</c> that can use results.
    /// </summary>
    public static string In(string statements, string members = "") => $$"""
        public class Desk
        {
        {{Indented(members, "    ")}}    public async Task RunAsync(IShop shop)
            {
                var orders = await shop.GetOrdersAsync();
                var customers = await shop.GetCustomersAsync();
                var codes = await shop.GetCodesAsync();
                var names = await shop.GetNamesAsync();
        {{Indented(statements, "        ")}}    }
        }
        """ + Types;

    /// <summary>A class around members, beside the domain.</summary>
    public static string Class(string members) => $$"""
        public class Desk
        {
        {{Indented(members, "    ")}}}
        """ + Types;

    private static string Indented(string text, string indentation) =>
        text.Length == 0 ? "" : string.Concat(text.Split('\n').Select(l => (l.Length == 0 ? "" : indentation + l) + "\n"));
}
