//! Regions and endpoints.
